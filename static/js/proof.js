/* The portal's own test: while the page is read, look for the number that SHA-256 asks for. Without scripts the question stays. */
(() => {
  "use strict";

  const K = [];
  const START = [];
  (() => {
    const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
    for (let n = 2; K.length < 64; n += 1) {
      let isPrime = true;
      for (let d = 2; d * d <= n; d += 1) if (n % d === 0) { isPrime = false; break; }
      if (!isPrime) continue;
      if (START.length < 8) START.push(fraction(Math.sqrt(n)));
      K.push(fraction(Math.cbrt(n)));
    }
  })();

  /* The first 32 bits suffice: no more than that are ever asked for. Text is ASCII. */
  function firstWord(text) {
    const length = text.length;
    const blocks = ((length + 8) >> 6) + 1;
    const words = new Int32Array(blocks * 16);
    for (let i = 0; i < length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
    words[blocks * 16 - 1] = length * 8;
    const state = Int32Array.from(START);
    const w = new Int32Array(64);
    for (let block = 0; block < blocks; block += 1) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) { w[i] = words[block * 16 + i]; continue; }
        const x = w[i - 15];
        const y = w[i - 2];
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] = (state[i] + value) | 0; });
    }
    return state[0] >>> 0;
  }

  const pause = () => new Promise((resolve) => { setTimeout(resolve); });

  /* A slice at a time, so that the page can still be read and typed into. */
  async function solve(token, bits) {
    for (let n = 0; ; ) {
      const until = performance.now() + 25;
      while (performance.now() < until) {
        for (let i = 0; i < 50; i += 1, n += 1) if (firstWord(`${token}:${n}`) >>> (32 - bits) === 0) return n;
      }
      await pause();
    }
  }

  for (const place of document.querySelectorAll("[data-proof]")) {
    const form = place.closest("form");
    const status = place.querySelector("[data-proof-status]");
    const question = place.querySelector("[data-proof-question]");
    question.hidden = !question.querySelector(".field__error"); // Where the search failed once, a person can answer.
    let isSolved = false;
    let waiting = null;
    solve(place.dataset.token, Number(place.dataset.bits)).then((n) => {
      form.elements.proof.value = n;
      isSolved = true;
      status.hidden = true;
      if (waiting) { delete form.dataset.sent; form.requestSubmit(waiting); }
    });
    form.addEventListener("submit", (event) => {
      if (isSolved || (event.submitter && event.submitter.value !== "send")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = event.submitter;
      status.hidden = false;
      status.textContent = "正在核对您不是自动发件的程序，一两秒钟就好，会自己发出。";
    }, true);
  }
})();
