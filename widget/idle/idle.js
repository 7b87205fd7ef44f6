// When nothing happens for a while: first a question, then the chat is cleared. Any key or touch counts as being there.
import { el, button, fill } from "../dom.js";

const MINUTE_MS = 60_000;

/**
 * @param {object} options
 * @param {object} options.words words.json `idle`
 * @param {number} options.warnAfter minutes without a key or a touch
 * @param {number} options.clearAfter minutes without a key or a touch; more than warnAfter
 * @param {Function} options.onKeep the person pressed the button: it goes away, so put the focus somewhere
 * @param {Function} options.onClear
 * @param {AbortSignal} options.signal
 */
export function idleWatch({ words, warnAfter, clearAfter, onKeep, onClear, signal }) {
  const text = el("p", {});
  const element = el("div", { class: "idle", role: "alert", hidden: true }, text, button("", keep, words.keep));
  let running = false;
  let lastSign = 0;
  let timer = 0;

  // Reads the clock rather than trusting the timer: a phone that slept lets timers run late.
  function look() {
    clearTimeout(timer);
    if (!running) return;
    const quiet = (Date.now() - lastSign) / MINUTE_MS;
    if (quiet >= clearAfter) {
      stop();
      onClear();
      return;
    }
    if (quiet >= warnAfter && element.hidden) {
      text.textContent = fill(words.warning, { minutes: Math.ceil(clearAfter - warnAfter) });
      element.hidden = false;
    }
    timer = setTimeout(look, ((quiet < warnAfter ? warnAfter : clearAfter) - quiet) * MINUTE_MS + 50);
  }

  function stillHere() {
    lastSign = Date.now();
    element.hidden = true;
    look();
  }

  function keep() {
    stillHere();
    onKeep();
  }

  function start() {
    running = true;
    stillHere();
  }

  function stop() {
    running = false;
    clearTimeout(timer);
    element.hidden = true;
  }

  for (const sign of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    addEventListener(sign, (event) => running && !event.composedPath().includes(element) && stillHere(), { capture: true, passive: true, signal });
  }
  document.addEventListener("visibilitychange", () => running && look(), { signal });
  return { element, start, stop };
}
