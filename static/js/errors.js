// After a form came back with errors, put the reader at the summary.
(() => {
  document.querySelector(".error-summary")?.focus();
})();
