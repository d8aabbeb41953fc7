// The arrows lead from cell to cell of a matrix, Home and End along the row; with Ctrl to its first and last cell. All cells
// that lead somewhere can be reached by Tab without this file.
(() => {
  "use strict";

  const linkIn = (cell) => cell && cell.querySelector("a");
  const showNote = () => document.querySelectorAll("[data-matrix-keys]").forEach((each) => { each.hidden = false; });
  showNote();
  document.addEventListener("htmx:afterSwap", showNote);

  // The first cell from there on, in steps along the row or from row to row, that leads somewhere.
  const next = (rows, row, column, down, along) => {
    for (let y = row, x = column; ; ) {
      y += down;
      x += along;
      const cells = rows[y] && rows[y].cells;
      if (!cells || x < 0 || x >= Math.max(cells.length, 2)) return null;
      const link = linkIn(cells[x]);
      if (link) return link;
    }
  };
  const last = (cells) => [...cells].reverse().map(linkIn).find(Boolean);

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest(".matrix a");
    if (!link || event.altKey || event.metaKey || event.shiftKey) return;
    const cell = link.closest("td, th");
    const { rows } = cell.closest("table");
    const row = [...rows].indexOf(cell.parentElement);
    const column = cell.cellIndex;
    const edge = event.ctrlKey && rows[event.key === "Home" ? 0 : rows.length - 1];
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    let to = null;
    if (event.key in steps && !event.ctrlKey) to = next(rows, row, column, ...steps[event.key]);
    else if (event.key === "Home") to = linkIn((edge || rows[row]).cells[0]);
    else if (event.key === "End") to = last((edge || rows[row]).cells);
    else return;
    event.preventDefault();
    if (!to) return;
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
