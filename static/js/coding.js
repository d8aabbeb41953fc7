// Coding by keyboard: 1 to 6 what came back, j and k between questions, e the words selected in a letter, Enter saves,
// n the next request. The page works without this file: each question has its own form.
(() => {
  "use strict";

  const cards = [...document.querySelectorAll(".coding__card")];
  if (!cards.length) return;
  const areOff = () => { try { return localStorage.getItem("keys-off") === "1"; } catch { return false; } };
  const note = document.querySelector('[data-keys-of="coding"]');
  if (note) note.hidden = areOff();

  // The question that was touched last; at first the one the address names, else the first that is open.
  const named = () => cards.find((card) => `#${card.id}` === location.hash);
  let current = named() || cards.find((card) => !card.classList.contains("is-done")) || cards[0];
  const go = (card) => { current = card; card.focus({ preventScroll: true }); card.scrollIntoView({ block: "nearest" }); };
  if (named()) go(current);
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".coding__card");
    if (card) current = card;
  });

  const step = (by) => {
    const at = cards.indexOf(current) + by;
    if (cards[at]) go(cards[at]);
  };
  const formOf = (card) => card.querySelector("form[novalidate]");
  const choose = (number) => {
    const radio = formOf(current).querySelectorAll('input[type="radio"]')[number - 1];
    if (radio) { radio.checked = true; radio.focus(); }
  };
  const quote = () => {
    const selection = getSelection();
    const words = selection.toString().trim();
    const node = selection.anchorNode;
    const letter = node && (node.nodeType === 1 ? node : node.parentElement).closest("[data-source]");
    if (!words || !letter) return;
    const form = formOf(current);
    form.querySelector("details").open = true;
    form.querySelector("textarea").value = words;
    form.querySelector("select").value = letter.dataset.source;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || areOff()) return;
    const typing = event.target.closest('textarea, select, dialog, input:not([type="radio"], [type="checkbox"])');
    if (typing || event.key === "?") return;
    const next = document.getElementById("coding-next");
    if (/^[1-6]$/.test(event.key)) choose(Number(event.key));
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "e") quote();
    else if (event.key === "n" && next) location.assign(next.href);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) formOf(current).requestSubmit(formOf(current).querySelector('[value="save"]'));
    else return;
    event.preventDefault();
  });
})();
