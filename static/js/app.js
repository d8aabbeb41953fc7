// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";

  // Move focus to the error summary, and from its links straight into the field.
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".errors a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") || field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });

  // Menus made of <details> close on Escape and on a click elsewhere.
  const closeMenus = (except) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details[data-menu][open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });

  // Print what is folded away: open every <details> marked for print, fold it again afterwards.
  const opened = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details[data-print-open]:not([open])").forEach((el) => {
      el.open = true;
      opened.push(el);
    });
  });
  window.addEventListener("afterprint", () => opened.splice(0).forEach((el) => { el.open = false; }));

  document.addEventListener("DOMContentLoaded", () => focusSummary(document));
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
})();
