/* The sheet of an inspection where there is no network. What was taken along is kept on the device encrypted (AES-GCM, key by PBKDF2 from
   words that only the inspector knows), is written anew with every change, goes back to the portal once, and is wiped. */
(() => {
  "use strict";

  const ROUNDS = 600000, SHORTEST = 8;
  const GRADES = [["", "请选择"], ["good", "好"], ["fair", "基本"], ["poor", "差"]];
  const find = (id) => document.getElementById(id);
  const said = find("sheet-said"), door = find("sheet-door"), words = find("sheet-words"), place = find("sheet-rows");
  const [inspection, visit] = window.location.hash.slice(1).split("/").map(Number);
  const name = `inspection-sheet:${inspection}/${visit}`;
  let key = null, salt = null, sheet = null, writing = Promise.resolve();

  const say = (text) => { said.textContent = text; };
  const encoded = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const decoded = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const make = (tag, values = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };

  // --- on the device ---

  const keyOf = async (text) => {
    const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(text), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };
  const seal = async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(sheet));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
    const parts = [];
    new Uint8Array(data).forEach((byte) => parts.push(String.fromCharCode(byte)));
    localStorage.setItem(name, JSON.stringify({ salt: encoded(salt), iv: encoded(iv), data: btoa(parts.join("")) }));
  };
  const keep = () => { writing = writing.then(seal); return writing; };
  const unseal = async () => {
    const { iv, data } = JSON.parse(localStorage.getItem(name));
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: decoded(iv) }, key, decoded(data));
    return JSON.parse(new TextDecoder().decode(text));
  };
  const wipe = () => {
    localStorage.removeItem(name);
    sheet = key = null;
    place.replaceChildren();
    find("sheet-buttons").hidden = true;
    find("sheet-title").textContent = "检查表";
  };

  // --- to and from the portal ---

  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]*)/) || [])[1] || "";
  const post = async (address, body) => {
    const headers = { "X-CSRFToken": token(), "Content-Type": "application/json" };
    const answer = await fetch(address, { method: "POST", headers, body, credentials: "same-origin" });
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.redirected || !isJson) throw new Error("请先登录门户，再回到这一页。填的都还在这台设备上。");
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.error);
    return found;
  };
  const unreachable = (error) => (error instanceof TypeError ? "现在连不上门户。填的都在这台设备上，回到内网再交。" : error.message);

  // --- the page ---

  const markOf = (point) => {
    const select = make("select", { id: `mark-${point.id}` }, ...GRADES.map(([value, text]) => make("option", { value, textContent: text })));
    select.value = point.mark || point.told_grade;
    point.entered = select.value;
    select.addEventListener("change", () => { point.entered = point.mark = select.value; point.touched = true; keep(); });
    const why = make("input", { type: "text", id: `why-${point.id}`, maxLength: 300, value: point.why });
    why.addEventListener("input", () => { point.why = why.value; point.touched = true; keep(); });
    const told = make("p", { className: "field__help", textContent: point.told ? `数据：${point.told}` : "" });
    return [
      make("div", { className: "field" }, make("label", { htmlFor: select.id, textContent: `${point.point + 1}. ${point.name}` }), told, select),
      make("div", { className: "field" }, make("label", { htmlFor: why.id, textContent: `第${point.point + 1}点的理由` }), why),
    ];
  };
  const show = () => {
    find("sheet-title").textContent = sheet.title;
    place.replaceChildren(...sheet.rows.map((row) => {
      const fields = row.points.flatMap((point) => { point.id = `${row.sampled}-${point.point}`; return markOf(point); });
      const heading = make("h2", { textContent: `${row.position}. ${row.title}` });
      return make("section", { className: "sampled" }, heading, make("p", { className: "muted", textContent: row.line }), make("div", { className: "sampled__marks" }, ...fields));
    }));
    door.hidden = true;
    find("sheet-buttons").hidden = false;
    say("可以断开网络了。填的随时存在这台设备上，加密；回到内网，按“交回门户”。");
  };
  const open = async () => {
    if (words.value.length < SHORTEST) return say(`口令至少${SHORTEST}个字。`);
    const held = localStorage.getItem(name);
    salt = held ? decoded(JSON.parse(held).salt) : crypto.getRandomValues(new Uint8Array(16));
    key = await keyOf(words.value);
    if (held) {
      try { sheet = await unseal(); } catch { return say("口令不对。"); }
    } else {
      try { sheet = await post(`${document.body.dataset.list}${inspection}/${visit}/sheet/take/`, "{}"); } catch (error) { return say(unreachable(error)); }
      await keep();
    }
    words.value = "";
    return show();
  };
  const entered = () => sheet.rows.flatMap((row) => row.points.filter((point) => point.touched || (point.entered && !point.revision)).map((point) => (
    { sampled: row.sampled, point: point.point, mark: point.entered, why: point.why, revision: point.revision }
  ))).filter((each) => each.mark);
  const giveBack = async () => {
    await writing;
    // The same body as before, where an answer was lost on its way.
    sheet.body = sheet.body || JSON.stringify({ key: sheet.key, marks: entered() });
    await keep();
    let answer;
    try { answer = await post(sheet.return_url, sheet.body); } catch (error) {
      if (!(error instanceof TypeError)) { delete sheet.body; await keep(); }
      return say(unreachable(error));
    }
    const others = answer.others.map((each) => make("li", { textContent: `第${each.position}件，第${each.point}点，您填的是“${(GRADES.find(([value]) => value === each.mark) || ["", each.mark])[1]}${each.why ? `，${each.why}` : ""}”：${each.said}` }));
    find("sheet-others").replaceChildren(...others);
    wipe();
    return say(`交回了，记下${answer.kept}个评价，这台设备上已经清掉。${others.length ? `还有${others.length}个没有记，列在下面，请到门户上看：` : ""}`);
  };

  if (!inspection || !visit) return say("请从检查的页面打开。");
  if (!window.crypto || !window.crypto.subtle || !navigator.serviceWorker) return say("这台设备或者这个地址不能加密保存（要用 https 打开）。请打印检查表。");
  door.addEventListener("submit", (event) => { event.preventDefault(); open(); });
  find("sheet-return").addEventListener("click", giveBack);
  find("sheet-wipe").addEventListener("click", () => { if (window.confirm("没有交回的都会丢掉，要清掉吗？")) { wipe(); say("清掉了。"); } });
  navigator.serviceWorker.register(document.body.dataset.worker).then(() => navigator.serviceWorker.ready).then(() => {
    door.hidden = false;
    say(localStorage.getItem(name) ? "检查表在这台设备上，输入口令打开。" : "定一个口令，把检查表取到这台设备上。");
  }, () => say("这台设备不能离线用这一页。请打印检查表。"));
  return undefined;
})();
