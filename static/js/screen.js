/* The 电子屏: shows one item after another, page by page, asks every minute what is on display, and goes on with what
   it knows while the network is away. An item goes on its last day's end by the screen's own clock, put right by the
   server's; and at once when the answer no longer holds it. */
(() => {
  "use strict";

  const TURN = 15000;
  const ASK = 60000;
  const PATIENCE = 20000;
  const TOO_OLD = 3 * 24 * 3600 * 1000; // Who has heard nothing for three days cannot know what was withdrawn.
  const address = document.body.dataset.items;
  const store = `screen:${address}`;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const part = Object.fromEntries(["organization", "day", "time", "slide", "title", "published", "until", "correction",
    "window", "flow", "code", "empty", "empty-words", "list", "phone", "offline", "count"].map((name) => [name, find(name)]));
  const code = Object.assign(new Image(), { alt: "本页网址的二维码" });
  let known = null; // {items, phone, organization, heard: when by the server's clock, ahead: its clock less ours}
  let asked = false;
  let shown = null; // id of the item on the screen
  let page = 0;

  const now = () => Date.now() + (known ? known.ahead : 0);
  const local = (options) => new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", ...options }).format(now());
  const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now());

  function keep() {
    try { localStorage.setItem(store, JSON.stringify(known)); } catch { /* Then it is known until the next start. */ }
  }

  function remember() {
    try { known = JSON.parse(localStorage.getItem(store)); } catch { known = null; }
    if (!known || !Array.isArray(known.items)) known = null;
  }

  const isTooOld = () => known !== null && now() - known.heard > TOO_OLD;
  const onDisplay = () => known === null || isTooOld() ? [] : known.items.filter((item) => !item.display_until || today() <= item.display_until);

  async function ask() {
    try {
      const answer = await fetch(address, { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status === 404) known = { items: [], phone: "", organization: "", heard: now(), ahead: 0 };
      else if (!answer.ok) throw new Error(String(answer.status));
      else {
        const told = await answer.json();
        const heard = Date.parse(told.now);
        known = { items: told.items, phone: told.phone, organization: told.organization, heard, ahead: heard - Date.now() };
      }
      keep();
      part.offline.hidden = true;
    } catch {
      say();
    }
    asked = true;
    settle();
  }

  function say() {
    const since = known ? new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(known.heard) : "";
    part.offline.textContent = since && !isTooOld() ? `网络中断，显示的是${since}的内容` : "网络中断，正在重新连接";
    part.offline.hidden = false;
  }

  /* What is on the screen must still be on display, in its present version. */
  function settle() {
    const items = onDisplay();
    if (asked || known) part.list.remove(); // Made for who has no scripts; it would outlive what it names.
    if (known && known.organization) part.organization.textContent = known.organization;
    if (known && known.phone) part.phone.textContent = known.phone;
    const current = items.find((item) => item.id === shown);
    if (!items.length) rest();
    else if (!current) show(items[0], items);
    else if (part.slide.dataset.version !== String(current.version)) show(current, items);
    else count(items);
  }

  function rest() {
    shown = null;
    part.slide.hidden = true;
    part.flow.replaceChildren();
    part.title.textContent = "";
    part.count.textContent = "";
    part.empty.hidden = !asked && known === null;
    part["empty-words"].textContent = isTooOld() || known === null ? "暂时连不上网，请稍后再看" : "目前没有正在向社会公示的事项";
  }

  function show(item, items) {
    shown = item.id;
    page = 0;
    part.empty.hidden = true;
    part.slide.hidden = false;
    part.slide.dataset.version = String(item.version);
    part.title.textContent = item.title;
    part.published.textContent = `公开日期 ${item.published}`;
    part.until.textContent = item.until ? `公示到 ${item.until}` : "";
    part.correction.hidden = !item.correction;
    part.flow.innerHTML = item.body; // Cleaned by the server when it was written; nothing in it can run.
    code.src = item.code;
    part.code.prepend(code);
    part.flow.style.transform = "";
    part.flow.style.columnWidth = `${part.window.clientWidth}px`;
    count(items);
  }

  const step = () => part.window.clientWidth + parseFloat(getComputedStyle(part.flow).columnGap);
  const pages = () => Math.max(1, Math.round((part.flow.scrollWidth + parseFloat(getComputedStyle(part.flow).columnGap)) / step()));

  function count(items) {
    const place = items.findIndex((item) => item.id === shown) + 1;
    const of = pages();
    part.count.textContent = `第 ${place} 件，共 ${items.length} 件${of > 1 ? `（第 ${page + 1} 页，共 ${of} 页）` : ""}`;
  }

  function turn() {
    const items = onDisplay();
    const place = items.findIndex((item) => item.id === shown);
    if (place < 0) { settle(); return; }
    if (page + 1 < pages()) {
      page += 1;
      part.flow.style.transform = `translateX(${-page * step()}px)`;
      count(items);
    } else if (items.length > 1 || page > 0) fade(items[(place + 1) % items.length], items);
  }

  /* The style sheet's fade, none for who wants no motion. */
  function fade(item, items) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) { show(item, items); return; }
    part.slide.classList.add("is-turning");
    setTimeout(() => {
      part.slide.classList.remove("is-turning");
      if (onDisplay().some((row) => row.id === item.id)) show(item, onDisplay());
      else settle();
    }, 150);
  }

  function tick() {
    part.day.textContent = local({ year: "numeric", month: "long", day: "numeric", weekday: "long" });
    part.time.textContent = local({ hour: "2-digit", minute: "2-digit", hour12: false });
    if (shown !== null && !onDisplay().some((item) => item.id === shown)) settle();
  }

  remember();
  settle();
  tick();
  ask();
  setInterval(tick, 1000);
  setInterval(turn, TURN);
  setInterval(ask, ASK);
  addEventListener("online", ask);
  addEventListener("resize", () => { shown = null; settle(); });
})();
