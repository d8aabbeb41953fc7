// Sends files by pieces, so that a broken connection costs one piece; without this file the form sends them whole.
(() => {
  "use strict";
  const form = document.getElementById("upload-form");
  const list = document.getElementById("progress");
  if (!form || !window.fetch) return;
  const PIECE = 4 * 1024 * 1024;
  const TRIES = 8;
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // An answer with JSON, or a sentence for the officer. A connection that breaks throws TypeError.
  const ask = async (url, options) => {
    const response = await fetch(url, { method: "POST", ...options, headers: { Accept: "application/json", ...options.headers } });
    const said = await response.json().catch(() => ({}));
    if (response.ok || response.status === 409) return said;
    if (response.status === 429) throw new TypeError("too often");
    throw new Error(said.error || "The file could not be taken. Reload this page and try again.");
  };

  const line = (file) => {
    const item = document.createElement("div");
    item.className = "upload__file";
    const name = document.createElement("span");
    name.className = "name-of-file";
    name.textContent = file.name;
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, words, bar);
    list.append(item);
    return { bar, tell: (text) => { if (words.textContent !== text) words.textContent = text; } };
  };

  const send = async (file) => {
    const { bar, tell } = line(file);
    const about = new URLSearchParams({ key: `${file.name} ${file.size} ${file.lastModified}`, name: file.name, size: file.size, type: file.type });
    let at = null;
    for (let failures = 0; ;) {
      try {
        at = at || await ask(form.dataset.announce, { body: about });
        while (!at.complete) {
          bar.value = at.offset;
          tell(`${Math.floor((100 * at.offset) / file.size)} %`);
          const piece = file.slice(at.offset, at.offset + PIECE);
          const answer = await ask(`${form.dataset.announce}${at.id}/`, { body: piece, headers: { "Upload-Offset": String(at.offset), "Content-Type": "application/octet-stream" } });
          if (answer.offset > at.offset) failures = 0;
          at = { ...at, ...answer };
        }
        bar.value = bar.max;
        tell("Received");
        return true;
      } catch (error) {
        failures += 1;
        if (!(error instanceof TypeError) || failures > TRIES) {
          tell(error instanceof TypeError ? "The connection broke. Choose the file again: it goes on where it stopped." : error.message);
          return false;
        }
        tell("The connection broke; trying again …");
        await pause(Math.min(500 * 2 ** failures, 15000));
        at = null;
      }
    }
  };

  // Some came and some did not: what is wrong stays on the page, and the way on is shown beside it.
  const goOn = (received) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = window.location.pathname;
    link.textContent = `Go on with ${received === 1 ? "the file" : `the ${received} files`} that came`;
    item.append(link);
    list.append(item);
    link.focus();
  };

  form.addEventListener("submit", async (event) => {
    const files = [...form.elements.files.files];
    if (!files.length) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    list.replaceChildren();
    let received = 0;
    for (const file of files) received += await send(file);
    button.disabled = false;
    if (received === files.length) window.location.assign(window.location.pathname);
    else if (received) goOn(received);
  });

  const trouble = document.querySelector("[data-focus]");
  if (trouble) trouble.focus();
})();
