// Font size and elder mode: keep the choice in a cookie and show it at once.
// Without this script the same links reload the page with ?reading=…
(() => {
  const root = document.documentElement;

  const show = (mode) => {
    root.dataset.mode = mode;
    for (const link of document.querySelectorAll(".sizes [data-reading]")) {
      if (link.dataset.reading === mode) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const keep = (mode) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `reading=${mode}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-reading]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    keep(link.dataset.reading);
    show(link.dataset.reading);
    const other = link.closest(".site-tools")?.querySelector(link.matches(".enter-elder") ? ".leave-elder" : ".enter-elder");
    other?.focus();
  });
})();
