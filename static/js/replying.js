/* Writing an answer: only the questions that belong to the chosen result are shown. Without scripts all of them are. */
(() => {
  "use strict";

  const asked = [...document.querySelectorAll("[data-for-results]")];

  function showFitting() {
    const result = document.querySelector('[name="result"]:checked')?.value;
    for (const input of asked) {
      const fits = input.dataset.forResults.split(" ").includes(result);
      const field = input.closest(".field");
      field.hidden = !fits && !field.querySelector(".field__error");
    }
  }

  document.addEventListener("change", (event) => { if (event.target.name === "result") showFitting(); });
  showFitting();
})();
