/* Asking: what is alike while one types, a copy of the text on this computer. Without scripts all of it still works. */
(() => {
  "use strict";

  const PREFIX = "letter:";

  /* --- fields that belong to an answer --- */
  const dependent = [...document.querySelectorAll("[data-only-with]")];
  function showFitting() {
    for (const place of dependent) {
      const pairs = place.dataset.onlyWith.split(" ").map((pair) => pair.split("="));
      place.hidden = !pairs.some(([name, value]) => document.querySelector(`[name="${name}"][value="${value}"]`)?.checked);
    }
  }
  if (dependent.length) {
    document.addEventListener("change", showFitting);
    showFitting();
  }

  /* --- a copy on this computer: only texts, never who one is --- */
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null"); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); return true; } catch { return false; } },
    forget(key) { try { localStorage.removeItem(PREFIX + key); } catch { /* nothing is kept then */ } },
    forgetAll() {
      try { Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key)); } catch { /* nothing is kept then */ }
    },
  };

  function keepText(form) {
    const key = form.dataset.keep;
    const fields = [...form.querySelectorAll("input[type=text], textarea")];
    const note = document.createElement("p");
    note.className = "kept-text";
    note.hidden = true;
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = "删除这台电脑上的草稿";
    note.append(words, button);
    form.querySelector(".buttons").before(note);
    const say = (text) => { words.textContent = text; note.hidden = false; };

    const kept = store.read(key);
    if (kept && fields.every((field) => !field.value)) {
      fields.forEach((field) => { field.value = kept[field.name] ?? ""; });
      if (fields.some((field) => field.value)) say("已从这台电脑上找回您上次没有发出的内容。");
    }
    form.addEventListener("input", () => {
      const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
      if (store.write(key, values)) say("写的内容暂时存在这台电脑上，断了网也不会丢；发出以后自动删除。");
    });
    button.addEventListener("click", () => {
      store.forget(key);
      say("这台电脑上的草稿已删除。页面上写的还在。");
    });
  }
  document.querySelectorAll("form[data-keep]").forEach(keepText);
  if (document.querySelector("[data-sent]")) store.forgetAll();
  document.querySelector("button[name=go][value=drop]")?.addEventListener("click", () => store.forgetAll());

  /* --- what is alike --- */
  function showSimilar(place) {
    const form = document.querySelector("form[data-keep]");
    let timer = null;
    let asked = "";
    const ask = async () => {
      const values = { subject: form.elements.subject.value, text: form.elements.text.value.slice(0, 400) };
      const typed = values.subject + values.text;
      if (typed.trim().length < 2 || typed === asked) return;
      asked = typed;
      const body = new URLSearchParams({
        ...values,
        organization: place.dataset.organization,
        here: place.dataset.here,
        csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      });
      try {
        const answer = await fetch(place.dataset.similar, { method: "POST", body });
        if (answer.ok && typed === asked) place.innerHTML = await answer.text();
      } catch { /* without a connection nothing is shown, and nothing is lost */ }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 600); });
    ask();
  }
  document.querySelectorAll("[data-similar]").forEach(showSimilar);
})();
