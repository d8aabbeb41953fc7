// The arrow keys turn the pages of a document; the links beside it do the same.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, .viewer__sheet")) return;
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = way && document.querySelector(`.viewer__bar a[rel='${way}']`);
    if (link) link.click();
  });
})();
