// The conversation: one list that only grows, announced once by screen readers. Text is text, never HTML.
import { el, button } from "../dom.js";
import { contactCard } from "../contacts/contacts.js";

const DOTS_AFTER_MS = 500; // quick replies need no sign of waiting
const SAY_WAITING_AFTER_MS = 3000; // a screen reader hears of the wait only if it is long

/**
 * @param {object} words the whole of words.json
 * @param {Function} say tells a screen reader something short
 */
export function messageLog(words, say) {
  const log = el("div", { class: "log", role: "log", "aria-label": words.messages.log, tabindex: "0" });
  const dots = el("p", { class: "log__dots", "aria-hidden": "true", hidden: true }, el("i"), el("i"), el("i"));
  const shown = new Set();
  let timers = [];

  function entry(kind, who, ...content) {
    const speaker = el("span", { class: kind === "adviser" ? "message__who" : "visually-hidden" }, who + " ");
    const item = el("div", { class: "message message--" + kind, tabindex: "-1" }, speaker, ...content);
    log.append(item);
    return item;
  }

  /** Show a message of the bot or an adviser. A message that was shown before is not shown again. */
  function add(message) {
    if (message.id && shown.has(message.id)) return null;
    if (message.id) shown.add(message.id);
    const kind = message.from === "adviser" ? "adviser" : message.kind;
    const cards = (message.contacts ?? []).map((contact) => contactCard(contact, words.contacts, say));
    return entry(
      kind,
      words.messages[kind] ?? words.messages.bot,
      message.text ? el("p", { class: "message__text", dir: "auto" }, message.text) : null,
      cards.length ? el("div", { class: "message__contacts" }, ...cards) : null,
    );
  }

  /** Show the person's own words at once; `failed()` marks them as not sent and offers to try again. */
  function addOwn(text) {
    const item = entry("own", words.messages.you, el("p", { class: "message__text", dir: "auto" }, text));
    let mark = null;
    const sent = () => mark?.remove();
    return {
      element: item,
      sent,
      failed(retry) {
        const again = button("", retry, words.failed.again);
        mark = el("p", { class: "message__unsent" }, el("span", {}, words.failed.not_sent), again);
        item.append(mark);
      },
    };
  }

  /** Remove the note of a failure that is over. */
  function dropFailure() {
    log.querySelector(".message--failure")?.remove();
  }

  /** Show what went wrong, with numbers; an older note of this kind makes room. */
  function addFailure(text, cards) {
    dropFailure();
    return entry("failure", words.messages.notice, el("p", { class: "message__text" }, text), el("div", { class: "message__contacts" }, ...cards));
  }

  function waiting(on) {
    timers.forEach(clearTimeout);
    timers = [];
    dots.hidden = true;
    if (!on) return;
    timers = [
      setTimeout(() => (dots.hidden = false), DOTS_AFTER_MS),
      setTimeout(() => say(words.messages.waiting), SAY_WAITING_AFTER_MS),
    ];
  }

  /** A new conversation counts its messages anew. */
  function forgetIds() {
    shown.clear();
  }

  function clear() {
    waiting(false);
    forgetIds();
    log.replaceChildren();
  }

  return { element: log, dots, add, addOwn, addFailure, dropFailure, waiting, forgetIds, clear };
}
