// Lists of the desk: each cell learns the name of its column, so that a row can be a card on a phone.
(() => {
  for (const table of document.querySelectorAll("#result_list")) {
    table.setAttribute("aria-label", document.querySelector("h1")?.textContent.trim() ?? "");
    const names = [...table.querySelectorAll("thead th")].map((head) => (head.querySelector(".text") ?? head).textContent.trim());
    for (const row of table.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, index) => {
        if (cell.tagName === "TH") cell.classList.add("is-title");
        else if (!cell.matches(".action-checkbox")) cell.dataset.label = names[index] ?? "";
      });
    }
    table.classList.add("table--cards");
  }
})();
