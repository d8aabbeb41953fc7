// Keys for the questions of an import: S the same, A another, K skip. They work only while a question has the focus.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest("[data-decide]");
    if (!row || event.target.closest("input, select, textarea")) return;
    const button = row.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    sessionStorage.setItem("deciding", "1");
    button.click();
  });
  // After an answer by key the page comes again without that row: the next question gets the focus.
  document.addEventListener("DOMContentLoaded", () => {
    const next = sessionStorage.getItem("deciding") && document.querySelector("[data-decide]");
    sessionStorage.removeItem("deciding");
    if (next) next.focus();
  });
})();
