// Makes elements. Text is always set as text, so no reply can turn into HTML.

/**
 * Make an element.
 * @param {string} tag element name
 * @param {object} props attributes; `class`, and `onclick`-like names take functions; null, undefined and false are left out
 * @param {...(Node|string|null)} children nodes or plain text
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A button. `kind` is "main", "quiet" or nothing; it looks and sizes like all the others (base.css). */
export function button(kind, onclick, ...children) {
  return el("button", { class: "button" + (kind && " button--" + kind), type: "button", onclick }, ...children);
}

/** Put values into a sentence from words.json: fill("Call {phone}", {phone: ...}). */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

let copiesMade = 0;

/**
 * A copy of a part of the page that is there for people without script, with ids of its own.
 * @throws {Error} when the page lacks that part: no numbers, no chat
 */
export function copyOf(host, part) {
  const found = host.querySelector("[data-part=" + part + "]");
  if (!found) throw new Error("waymark-chat: between its tags [data-part=" + part + "] is missing. See docs/embedding.md.");
  const copy = found.cloneNode(true);
  copiesMade += 1;
  for (const name of ["id", "for", "aria-describedby"]) {
    for (const node of copy.querySelectorAll("[" + name + "]")) node.setAttribute(name, node.getAttribute(name) + "-" + copiesMade);
  }
  return [...copy.childNodes];
}

/** True where fingers are the main way to point: there, focusing the text box would push up a keyboard. */
export function isTouchFirst() {
  return matchMedia("(pointer: coarse)").matches;
}
