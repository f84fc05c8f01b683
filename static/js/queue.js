/* Keys for the queue of letters and for a letter's page. They sleep while one types, and can be switched off. */
(() => {
  "use strict";

  const STORE = "queue-keys";
  const dialog = document.getElementById("keys");
  const hint = document.querySelector(".keys-hint");
  const rows = [...document.querySelectorAll("[data-row]")];
  let at = -1;

  const areOn = () => localStorage.getItem(STORE) !== "off";

  function show(index) {
    if (index < 0 || index >= rows.length) return;
    rows[at]?.classList.remove("is-current");
    at = index;
    rows[at].classList.add("is-current");
    rows[at].querySelector(".is-title a").focus();
    rows[at].scrollIntoView({ block: "nearest" });
  }

  function open(key) {
    const link = document.querySelector(`a[data-key="${key}"]`);
    if (link) link.click();
    return Boolean(link);
  }

  const KEYS = {
    j: () => (rows.length ? show(at + 1) : open("j")),
    k: () => (rows.length ? show(at - 1) : open("k")),
    u: () => open("u"),
    x: () => rows[at]?.querySelector("input[type=checkbox]")?.click(),
  };

  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || dialog?.open) return;
    if (event.key === "?" && areOn()) dialog?.showModal();
    else if (KEYS[event.key] && areOn()) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  rows.forEach((row, index) => row.addEventListener("focusin", () => {
    rows[at]?.classList.remove("is-current");
    at = index;
    row.classList.add("is-current");
  }));

  /* A ready text goes where the cursor stands in the answer; without scripts one copies it. */
  for (const button of document.querySelectorAll("[data-insert-into]")) {
    const area = document.getElementById(button.dataset.insertInto);
    if (!area) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = button.closest(".canned").querySelector(".canned__text").textContent;
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    });
  }

  if (!dialog || !hint) return;
  const toggle = dialog.querySelector("[data-keys-switch]");
  const say = () => { toggle.textContent = areOn() ? "关掉快捷键" : "打开快捷键"; };
  hint.hidden = false;
  say();
  hint.querySelector("[data-keys-open]").addEventListener("click", () => dialog.showModal());
  dialog.querySelector("[data-keys-close]").addEventListener("click", () => dialog.close());
  toggle.addEventListener("click", () => { localStorage.setItem(STORE, areOn() ? "off" : "on"); say(); });
})();
