// Keys for those who like them: "/" to the search, j and k from letter to letter or from one thing to do to the next,
// "?" for the list of keys.
// They can be switched off there; the browser remembers. Every page works without this file.
(() => {
  "use strict";

  const OFF = "keys-off";
  const help = document.getElementById("keys");
  if (!help) return;
  const remember = (off) => { try { localStorage.setItem(OFF, off ? "1" : ""); } catch { /* private window */ } };
  const areOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable], dialog");
  const stops = () => [...document.querySelectorAll(
    ".thread > .entry--letter, .thread > .entry--note, .todo .steps__what")];

  // The letter that fills the top of the window, or the one that has the focus.
  const place = (all) => {
    const focused = all.findIndex((each) => each.closest("li").contains(document.activeElement));
    if (focused >= 0) return focused;
    const above = all.filter((letter) => letter.getBoundingClientRect().top <= 8);
    return above.length - 1;
  };
  const move = (step) => {
    const all = stops();
    const next = all[Math.min(Math.max(place(all) + step, 0), all.length - 1)];
    if (!next) return;
    if (next.matches("a")) { next.focus(); return; }
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  const search = () => {
    const boxes = [document.getElementById("id_q"), document.getElementById("site-search")];
    const box = boxes.find((each) => each && each.offsetParent !== null);
    if (box) { box.focus(); box.select(); }
    return Boolean(box);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === "?") { event.preventDefault(); help.showModal(); return; }
    if (areOff()) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/" && search()) event.preventDefault();
  });

  // The switch stands in the list that "?" opens, and on the page of the keys.
  const switches = [...document.querySelectorAll("[data-keys-switch]")];
  const show = () => switches.forEach((each) => { each.checked = !areOff(); });
  switches.forEach((each) => each.addEventListener("change", () => { remember(!each.checked); show(); }));
  document.querySelectorAll("[data-keys-page]").forEach((each) => { each.hidden = false; });
  show();
})();
