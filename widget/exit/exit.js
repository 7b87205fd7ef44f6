// The bar with the way out. It is a real link, first in the order of the Tab key, and works before and without this script.
import { el } from "../dom.js";
import { listenForExitKeys, SHIFT_WINDOW_MS } from "./keys.js";

/**
 * @param {object} options
 * @param {object} options.words words.json `exit`
 * @param {string} options.exitUrl neutral website
 * @param {string} options.exitKeys which keys leave, see keys.js
 * @param {boolean} options.canLeave false inside a frame that cannot take the person away: then the label says so
 * @param {Function} options.onLeave
 * @param {AbortSignal} options.signal
 */
export function exitLink({ words, exitUrl, exitKeys, canLeave, onLeave, signal }) {
  const progress = el("p", { role: "status" });
  const go = (event) => {
    event.preventDefault();
    onLeave();
  };
  const link = el(
    "a",
    { class: "button exit__link", href: exitUrl, rel: "nofollow noreferrer", draggable: "false", onclick: go, onauxclick: go },
    el("span", { class: "exit__cross", "aria-hidden": "true" }, "×"),
    canLeave ? words.label : words.label_inside,
  );
  let fade = 0;
  const onProgress = (presses) => {
    progress.textContent = ["", words.shift_two_more, words.shift_one_more][presses];
    clearTimeout(fade);
    fade = setTimeout(onProgress, SHIFT_WINDOW_MS, 0);
  };
  listenForExitKeys(exitKeys, { onLeave, onProgress }, signal);
  return el("div", { class: "exit" }, link, progress);
}
