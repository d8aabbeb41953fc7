// The WAI-ARIA combobox with a listbox, over the text boxes marked data-combobox. htmx fetches the options;
// without this file the text box stays a text box and the server resolves what was typed.
(() => {
  "use strict";

  const parts = (element) => {
    const box = element && element.closest && element.closest("[data-combobox]");
    return box && {
      box,
      input: box.querySelector("input[type=text]"),
      list: box.querySelector("[data-combobox-list]"),
      status: box.querySelector("[data-combobox-status]"),
    };
  };
  const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];
  const isInput = (element) => element.matches && element.matches("[data-combobox] input[type=text]");

  const equip = (root) => {
    root.querySelectorAll("[data-combobox]:not([data-ready])").forEach((box) => {
      const { input, list } = parts(box);
      box.dataset.ready = "true";
      list.setAttribute("role", "listbox");
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-expanded", "false");
      input.setAttribute("aria-controls", list.id);
    });
  };

  const highlight = ({ input, list }, option) => {
    optionsOf(list).forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const open = (combobox) => {
    combobox.list.hidden = false;
    combobox.input.setAttribute("aria-expanded", "true");
  };

  const close = (combobox) => {
    combobox.list.hidden = true;
    combobox.input.setAttribute("aria-expanded", "false");
    combobox.status.textContent = "";
    highlight(combobox, null);
  };

  const choose = (combobox, option) => {
    combobox.input.value = option.dataset.value;
    combobox.box.dataset.chosen = option.dataset.value;
    combobox.status.textContent = "";
    close(combobox);
    combobox.input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const step = (combobox, by) => {
    const options = optionsOf(combobox.list);
    if (!options.length) return;
    open(combobox);
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = at < 0 ? (by > 0 ? 0 : options.length - 1) : (at + by + options.length) % options.length;
    highlight(combobox, options[next]);
  };

  const keys = {
    ArrowDown: (combobox) => { step(combobox, 1); return true; },
    ArrowUp: (combobox) => { step(combobox, -1); return true; },
    Enter: (combobox) => {
      const chosen = combobox.list.querySelector("[aria-selected=true]");
      if (combobox.list.hidden || !chosen) return false;
      choose(combobox, chosen);
      return true;
    },
    Escape: (combobox) => {
      if (combobox.list.hidden) return false;
      close(combobox);
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (!isInput(event.target) || !keys[event.key] || event.isComposing) return;
    if (keys[event.key](parts(event.target))) event.preventDefault();
  });

  document.addEventListener("input", (event) => {
    if (isInput(event.target)) delete parts(event.target).box.dataset.chosen;
  });

  // The box keeps the focus while an option is clicked.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-combobox-list]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("[data-combobox-list] [role=option]");
    if (option) choose(parts(option), option);
  });
  document.addEventListener("focusout", (event) => {
    const combobox = parts(event.target);
    if (combobox && !combobox.box.contains(event.relatedTarget)) close(combobox);
  });

  // Ask for the text alone, whatever form the box stands in; ask nothing for an empty box.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!isInput(event.target) || event.target !== event.detail.elt) return;
    const combobox = parts(event.target);
    const typed = combobox.input.value.trim();
    Object.keys(event.detail.parameters).forEach((name) => delete event.detail.parameters[name]);
    event.detail.parameters.q = typed;
    if (!typed) {
      combobox.list.replaceChildren();
      close(combobox);
      event.preventDefault();
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const combobox = parts(event.target);
    if (!combobox || event.target !== combobox.list) return;
    const options = optionsOf(combobox.list);
    options.forEach((option, n) => { option.id = `${combobox.list.id}_${n}`; });
    if (!options.length || combobox.box.dataset.chosen || document.activeElement !== combobox.input) {
      close(combobox);
      if (!options.length) combobox.status.textContent = "No authority has a name like that.";
      return;
    }
    highlight(combobox, null);
    open(combobox);
    combobox.status.textContent = `${options.length} authorit${options.length === 1 ? "y" : "ies"}. Use the arrow keys.`;
  });

  document.addEventListener("htmx:load", (event) => equip(event.target.parentElement || document));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => equip(document));
  else equip(document);
})();
