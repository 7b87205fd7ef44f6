// Covers the chat when the person switches to another tab or app, so that coming back shows nothing until they ask.
import { el, button } from "../dom.js";

/**
 * @param {object} options
 * @param {object} options.words words.json `curtain`
 * @param {Function} options.isOn whether the person wants the cover
 * @param {Function} options.onChange gets true when the cover closes, false when it opens
 * @param {AbortSignal} options.signal
 */
export function curtain({ words, isOn, onChange, signal }) {
  const show = button("main", () => cover(false), words.show);
  const element = el("div", { class: "curtain", hidden: true }, show);

  function cover(closed) {
    if (element.hidden === !closed) return;
    element.hidden = !closed;
    onChange(closed);
    if (closed) show.focus();
  }

  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && isOn() && cover(true), { signal });
  return element;
}
