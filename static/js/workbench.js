/* Writing at the desk: a plain editor over the textarea, autosave, one press a button. Without scripts the textarea itself works. */
(() => {
  "use strict";

  const TOOLS = [
    ["正文", "formatBlock", "p"], ["小标题", "formatBlock", "h3"], ["加粗", "bold"], ["项目", "insertUnorderedList"],
    ["编号", "insertOrderedList"], ["清除格式", "removeFormat"], ["撤销", "undo"],
  ];

  function dress(area) {
    const text = document.createElement("div");
    text.className = "editor__text prose";
    text.contentEditable = "true";
    text.setAttribute("role", "textbox");
    text.setAttribute("aria-multiline", "true");
    text.setAttribute("aria-label", "正文");
    text.innerHTML = area.value || "<p><br></p>";
    const tools = document.createElement("div");
    tools.className = "editor__tools";
    for (const [label, command, value] of TOOLS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      button.textContent = label;
      button.addEventListener("click", () => { text.focus(); document.execCommand(command, false, value); });
      tools.append(button);
    }
    text.addEventListener("input", () => {
      area.value = text.innerHTML;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    area.hidden = true;
    area.before(tools, text);
  }

  function autosave(form) {
    const status = form.querySelector("[data-autosave-status]");
    let timer = null;
    let changed = false;
    const save = async () => {
      if (!changed) return;
      changed = false;
      try {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
        const said = await answer.json();
        if (answer.ok) form.elements.seen_saved_at.value = said.seen_saved_at;
        status.textContent = answer.ok ? said.message : `没有自动保存：${said.errors.join("；")}`;
      } catch {
        changed = true;
        status.textContent = "连不上服务器，内容还在本页，稍后会再试。";
        timer = setTimeout(save, 15000);
      }
    };
    form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(save, 5000); });
    form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }

  function pressOnce(form) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
    window.addEventListener("pageshow", () => { delete form.dataset.sent; });
  }

  document.querySelectorAll("textarea[data-editor]").forEach(dress);
  document.querySelectorAll("form[data-autosave]").forEach(autosave);
  document.querySelectorAll("form[method=post]").forEach(pressOnce);
})();
