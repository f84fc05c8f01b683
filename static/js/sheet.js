/* The sheet of an inspection where there is no network. What was taken along is kept on the device encrypted (AES-GCM, key by PBKDF2 from
   words that only the inspector knows), is written anew with every change, goes back to the portal once, and is wiped. A photograph is made
   smaller, without the place where it was taken, and kept by itself. */
(() => {
  "use strict";

  const ROUNDS = 600000, SHORTEST = 8, LONGEST_SIDE = 1600, QUALITY = 0.8;
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
  const seal = async (where, bytes) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes);
    const parts = [];
    new Uint8Array(data).forEach((byte) => parts.push(String.fromCharCode(byte)));
    localStorage.setItem(where, JSON.stringify({ salt: encoded(salt), iv: encoded(iv), data: btoa(parts.join("")) }));
  };
  const keep = () => {
    writing = writing.then(() => seal(name, new TextEncoder().encode(JSON.stringify(sheet))));
    return writing;
  };
  const unseal = async (where) => {
    const { iv, data } = JSON.parse(localStorage.getItem(where));
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: decoded(iv) }, key, decoded(data));
  };
  const wipe = () => {
    Object.keys(localStorage).filter((each) => each === name || each.startsWith(`${name}:`)).forEach((each) => localStorage.removeItem(each));
    sheet = key = null;
    place.replaceChildren();
    find("sheet-found").replaceChildren();
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
  const sendPhotograph = async (finding, photo) => {
    const body = new FormData();
    body.append("upload", new Blob([await unseal(photo)], { type: "image/jpeg" }), "photograph.jpg");
    const address = `${sheet.visit_url}find/${finding}/photograph/`;
    const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token() }, body, credentials: "same-origin" });
    if (!answer.redirected || !answer.url.includes(sheet.visit_url)) throw new Error("有照片没有传上去。请登录门户，再按“交回门户”；填的和照片都还在这台设备上。");
  };
  const unreachable = (error) => (error instanceof TypeError ? "现在连不上门户。填的都在这台设备上，回到内网再交。" : error.message);

  // --- the page ---

  const markOf = (point) => {
    const select = make("select", { id: `mark-${point.id}` }, ...GRADES.map(([value, text]) => make("option", { value, textContent: text })));
    // What the data say is no inspector's word until the inspector says it.
    select.value = point.mark;
    select.addEventListener("change", () => { point.mark = select.value; point.touched = true; keep(); });
    const why = make("input", { type: "text", id: `why-${point.id}`, maxLength: 300, value: point.why });
    why.addEventListener("input", () => { point.why = why.value; point.touched = true; keep(); });
    const told = make("p", { className: "field__help", textContent: point.told ? `数据：${point.told}` : "" });
    return [
      make("div", { className: "field" }, make("label", { htmlFor: select.id, textContent: `${point.point + 1}. ${point.name}` }), told, select),
      make("div", { className: "field" }, make("label", { htmlFor: why.id, textContent: `第${point.point + 1}点的理由` }), why),
    ];
  };
  const asToldOf = (row) => {
    const button = make("button", { type: "button", className: "button button--plain", textContent: "没有填的，同意数据的评价" });
    button.addEventListener("click", () => {
      row.points.filter((point) => !point.mark && point.told_grade).forEach((point) => {
        point.mark = find(`mark-${point.id}`).value = point.told_grade;
        point.touched = true;
      });
      keep();
    });
    return row.points.some((point) => point.told_grade) ? [make("div", { className: "buttons" }, button)] : [];
  };
  const rowOf = (row) => {
    const fields = row.points.flatMap((point) => { point.id = `${row.sampled}-${point.point}`; return markOf(point); });
    const heading = make("h2", { textContent: `${row.position}. ${row.title}` });
    const marks = make("div", { className: "sampled__marks" }, ...fields);
    return make("section", { className: "sampled" }, heading, make("p", { className: "muted", textContent: row.line }), marks, ...asToldOf(row));
  };

  // --- what was found there ---

  const fieldOf = (label, input, id) => {
    input.id = id;
    return make("div", { className: "field" }, make("label", { htmlFor: id, textContent: label }), input);
  };
  const chooseOf = (finding, name, first, rows) => {
    const select = make("select", {}, make("option", { value: "", textContent: first }), ...rows.map(([value, text]) => make("option", { value, textContent: text })));
    select.value = finding[name] === null ? "" : String(finding[name]);
    select.addEventListener("change", () => { finding[name] = select.value === "" ? null : Number(select.value); keep(); });
    return select;
  };
  const smaller = async (file) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = make("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
    return made.arrayBuffer();
  };
  const photographOf = (finding) => {
    const input = make("input", { type: "file", accept: "image/*" }), kept = make("p", { className: "muted" });
    const count = () => { kept.textContent = finding.photos.length ? `${finding.photos.length}张照片，加密存在这台设备上` : ""; };
    input.addEventListener("change", async () => {
      const where = `${name}:photo:${crypto.randomUUID()}`;
      try {
        await seal(where, await smaller(input.files[0]));
        finding.photos.push(where);
        await keep();
      } catch { localStorage.removeItem(where); say("这张照片没有存下：不是图片，或者这台设备放不下了。"); }
      input.value = "";
      count();
    });
    count();
    return [fieldOf("照片（不是必须的）", input, `photo-${finding.id}`), kept];
  };
  const findingOf = (finding) => {
    const text = make("textarea", { rows: 3, maxLength: 500, value: finding.text });
    text.addEventListener("input", () => { finding.text = text.value; keep(); });
    const good = make("input", { type: "checkbox", id: `good-${finding.id}`, checked: finding.is_good });
    good.addEventListener("change", () => { finding.is_good = good.checked; keep(); });
    const lines = sheet.rows.map((row) => [row.sampled, `第${row.position}件`]), points = sheet.points.map((each, place) => [place, each]);
    const away = make("button", { type: "button", className: "button button--quiet", textContent: "删去这一条" });
    const made = make("section", { className: "sampled" },
      fieldOf("发现了什么", text, `found-${finding.id}`),
      fieldOf("哪一件", chooseOf(finding, "sampled", "说的是整个组织", lines), `line-${finding.id}`),
      fieldOf("哪一点", chooseOf(finding, "point", "不说哪一点", points), `point-${finding.id}`),
      make("div", { className: "field" }, make("label", {}, good, " 做得好，值得推广")),
      ...photographOf(finding), make("div", { className: "buttons" }, away));
    away.addEventListener("click", () => {
      finding.photos.forEach((each) => localStorage.removeItem(each));
      sheet.findings = sheet.findings.filter((each) => each !== finding);
      made.remove();
      keep();
    });
    return made;
  };
  const addFinding = () => {
    const finding = { id: crypto.randomUUID(), text: "", is_good: false, sampled: null, point: null, photos: [] };
    sheet.findings.push(finding);
    find("sheet-found").append(findingOf(finding));
    find(`found-${finding.id}`).focus();
    keep();
  };

  const show = () => {
    find("sheet-title").textContent = sheet.title;
    place.replaceChildren(...sheet.rows.map(rowOf));
    find("sheet-found").replaceChildren(...sheet.findings.map(findingOf));
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
      try { sheet = JSON.parse(new TextDecoder().decode(await unseal(name))); } catch { return say("口令不对。"); }
    } else {
      try { sheet = await post(`${document.body.dataset.list}${inspection}/${visit}/sheet/take/`, "{}"); } catch (error) { return say(unreachable(error)); }
      sheet.findings = [];
      await keep();
    }
    words.value = "";
    return show();
  };
  const entered = () => sheet.rows.flatMap((row) => row.points.filter((point) => point.touched && point.mark).map((point) => (
    { sampled: row.sampled, point: point.point, mark: point.mark, why: point.why, revision: point.revision }
  )));
  const found = () => sheet.findings.filter((each) => each.text.trim()).map(({ id, text, is_good, sampled, point }) => ({ id, text, is_good, sampled, point }));
  const gradeOf = (mark) => (GRADES.find(([value]) => value === mark) || ["", mark])[1];
  const otherWords = ({ position, point, mark, why, said: reason }) => (
    position ? `第${position}件，第${point}点，您填的是“${gradeOf(mark)}${why ? `，${why}` : ""}”：${reason}` : `${why}：${reason}`
  );
  const leftWords = (left) => {
    if (!left.length) return "";
    const told = left.filter((each) => each.told).length;
    return `还有${left.length}个要点没有人评价${told ? `，其中${told}个只有数据的评价，不算检查人的` : ""}，请到门户上填。`;
  };
  // What was sent and not answered may have arrived all the same: then what was changed since comes too late, and its answer is asked for.
  const handOver = async () => {
    const body = JSON.stringify({ key: sheet.key, marks: entered(), findings: found() });
    try { return { answer: await post(sheet.return_url, body), body }; } catch (error) {
      if (error instanceof TypeError) { sheet.body = sheet.body || body; await keep(); }
      if (error instanceof TypeError || !sheet.body || sheet.body === body) throw error;
      return { answer: await post(sheet.return_url, sheet.body), body: sheet.body, isLate: true };
    }
  };
  const sendPhotographs = async ({ answer, body }) => {
    const kept = Object.fromEntries(JSON.parse(body).findings.map(({ id }, at) => [id, answer.found[at]]));
    for (const finding of sheet.findings.filter(({ id }) => kept[id])) {
      for (const photo of finding.photos) await sendPhotograph(kept[finding.id], photo);
    }
  };
  const giveBack = async () => {
    await writing;
    let given;
    try {
      given = await handOver();
      await sendPhotographs(given);
    } catch (error) { return say(unreachable(error)); }
    const { kept, found: findings, left, others } = given.answer;
    find("sheet-others").replaceChildren(...others.map((each) => make("li", { textContent: otherWords(each) })));
    wipe();
    return say([
      `交回了，记下${kept}个评价、${findings.filter(Boolean).length}条发现，这台设备上已经清掉。`,
      leftWords(left),
      others.length ? `还有${others.length}个没有记，列在下面，请到门户上看。` : "",
      given.isLate ? "第一次交的时候门户已经收下，那以后改的没有收，请到门户上改。" : "",
    ].join(""));
  };

  if (!inspection || !visit) return say("请从检查的页面打开。");
  if (!window.crypto || !window.crypto.subtle || !navigator.serviceWorker) return say("这台设备或者这个地址不能加密保存（要用 https 打开）。请打印检查表。");
  door.addEventListener("submit", (event) => { event.preventDefault(); open(); });
  find("sheet-find").addEventListener("click", addFinding);
  find("sheet-return").addEventListener("click", giveBack);
  find("sheet-wipe").addEventListener("click", () => { if (window.confirm("没有交回的都会丢掉，要清掉吗？")) { wipe(); say("清掉了。"); } });
  navigator.serviceWorker.register(document.body.dataset.worker).then(() => navigator.serviceWorker.ready).then(() => {
    door.hidden = false;
    say(localStorage.getItem(name) ? "检查表在这台设备上，输入口令打开。" : "定一个口令，把检查表取到这台设备上。");
  }, () => say("这台设备不能离线用这一页。请打印检查表。"));
  return undefined;
})();
