// The first screen: what this is, how to leave, what leaving cannot hide. One tap starts the chat; reading is not demanded.
import { el, button, fill } from "../dom.js";

/**
 * @param {object} options
 * @param {object} options.words words.json `notice`
 * @param {string} options.exitKeys which keys leave
 * @param {string} options.exitUrl neutral website
 * @param {boolean} options.canLeave false inside a frame that cannot take the person away
 * @param {Node[]} options.limits what leaving cannot hide, and advice for a shared device; copied from the page
 * @param {boolean} options.curtain whether the cover is on to begin with
 * @param {Function} options.onStart
 * @param {Function} options.onDecline
 */
export function notice({ words, exitKeys, exitUrl, canLeave, limits, curtain, onStart, onDecline }) {
  const curtainBox = el("input", { type: "checkbox", checked: curtain });
  const element = el(
    "section",
    { class: "notice", "aria-labelledby": "notice-heading" },
    el(
      "div",
      { class: "notice__words" },
      el("h2", { id: "notice-heading" }, words.heading),
      el("p", {}, words.program),
      el("p", {}, words.private),
      el("h2", {}, words.leave_heading),
      el("p", {}, canLeave ? waysOut(words, exitKeys, exitUrl) : words.leave_inside),
      ...limits,
      el("label", {}, curtainBox, el("span", {}, words.curtain)),
    ),
    el(
      "div",
      { class: "notice__go" },
      button("main", onStart, words.start),
      button("", onDecline, words.decline),
    ),
  );
  return { element, curtainIsOn: () => curtainBox.checked };
}

function waysOut(words, exitKeys, exitUrl) {
  const keys = words["leave_keys_" + exitKeys.split(/\s+/).sort().join("_")];
  return [words.leave_button, keys, fill(words.leave_where, { site: new URL(exitUrl).hostname })].filter(Boolean).join(" ");
}
