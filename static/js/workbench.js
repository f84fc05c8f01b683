/* Writing at the desk: a plain editor over the textarea, autosave. Without scripts the textarea itself works. */
(() => {
  "use strict";

  const TOOLS = [
    ["普通段落", "formatBlock", "p"], ["小标题", "formatBlock", "h3"], ["加粗", "bold"], ["项目", "insertUnorderedList"],
    ["编号", "insertOrderedList"], ["清除格式", "removeFormat"], ["撤销", "undo"], ["重做", "redo"],
  ];

  const KEPT = new Set([
    "P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "STRONG", "B", "EM", "I", "SUB", "SUP", "UL", "OL", "LI", "BLOCKQUOTE", "A", "BR",
    "TABLE", "CAPTION", "COLGROUP", "COL", "THEAD", "TBODY", "TFOOT", "TR", "TH", "TD",
  ]);
  const DROPPED = new Set(["SCRIPT", "STYLE", "META", "LINK", "TITLE", "XML", "IMG"]);
  const ATTRIBUTES = new Set(["href", "colspan", "rowspan", "class"]); // By its class the server knows an item of a Word list.

  /* What Word and web pages paste, without their fonts and colours; the server cleans again. */
  function plainer(node) {
    for (const child of [...node.childNodes]) {
      if (child.nodeType === Node.COMMENT_NODE || DROPPED.has(child.nodeName)) { child.remove(); continue; }
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      plainer(child);
      if (!KEPT.has(child.nodeName)) { child.replaceWith(...child.childNodes); continue; }
      for (const { name } of [...child.attributes]) if (!ATTRIBUTES.has(name)) child.removeAttribute(name);
      if (child.nodeName === "P" && !child.textContent.trim()) child.remove();
    }
    return node;
  }

  function paste(event) {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    document.execCommand("insertHTML", false, plainer(new DOMParser().parseFromString(html, "text/html").body).innerHTML);
  }

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
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "正文格式");
    for (const [label, command, value] of TOOLS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.textContent = label;
      button.addEventListener("click", () => { text.focus(); document.execCommand(command, false, value); });
      tools.append(button);
    }
    text.addEventListener("paste", paste);
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
    form.addEventListener("input", () => {
      changed = true;
      status.textContent = "有改动，稍后自动保存。";
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
    });
    form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }

  /* Another button of the page would lose what is written here and not saved: the browser asks first. */
  function askBeforeLoss(form) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!changed) return;
      event.preventDefault();
      setTimeout(() => document.querySelectorAll("form").forEach((each) => { delete each.dataset.sent; })); // Who stays may press again.
    });
  }

  document.querySelectorAll("textarea[data-editor]").forEach(dress);
  document.querySelectorAll("form[data-autosave]").forEach(autosave);
  document.querySelectorAll("form[method=post]:not([data-autosave])").forEach(askBeforeLoss);
  document.querySelectorAll("form[method=post]").forEach((form) => { form.dataset.pressOnce = ""; });
})();
