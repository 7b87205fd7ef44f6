// Puts the parts of the chat together: which one is in view, what happens to a message, and what is forgotten when.
import { el, button, copyOf, isTouchFirst } from "./dom.js";
import { createTalk } from "./talk.js";
import { go, leave } from "./exit/leave.js";
import { exitLink } from "./exit/exit.js";
import { messageLog } from "./messages/messages.js";
import { contactCard } from "./contacts/contacts.js";
import { choiceGroup } from "./choices/choices.js";
import { composer } from "./composer/composer.js";
import { notice } from "./notice/notice.js";
import { curtain } from "./curtain/curtain.js";
import { idleWatch } from "./idle/idle.js";
import { danger } from "./danger/danger.js";
import { fitAboveKeyboard } from "./keyboard.js";

const POLL_EVERY_MS = 3000; // during a hand-off to a person only
const GAP_ABOVE_PX = 12; // between the bar and the line that is scrolled to

/**
 * @param {HTMLElement} host holds the numbers and the limits between its tags
 * @param {object} settings see waymark-chat.js
 * @param {object} words words.json
 */
export function createChat(host, settings, words) {
  const stop = new AbortController();
  const { signal } = stop;
  const talk = createTalk(settings.api, () => log.forgetIds());
  const status = el("p", { class: "visually-hidden", role: "status" });
  const log = messageLog(words, say);
  const choices = choiceGroup(words.choices, choose, focusTalk);
  const writing = composer(words.composer, (text) => send({ text }, text));
  const scroller = el("div", { class: "scroller" }, log.element, log.dots, choices.element);
  const talking = el("section", { class: "talk" }, el("h2", { class: "visually-hidden" }, words.messages.log), scroller, writing.element);
  const numbers = el("aside", { class: "numbers", tabindex: "0", "aria-label": words.numbers }, ...copyOf(host, "numbers"));
  const strip = danger({ words: words.danger, number: numbers.querySelector("a"), onNumbers: showNumbers });
  const first = notice({ ...settings, words: words.notice, limits: copyOf(host, "limits"), onStart: start, onDecline: decline });
  const cleared = el(
    "section",
    { class: "notice" },
    el(
      "div",
      { class: "notice__words" },
      el("h2", { tabindex: "-1" }, words.idle.cleared_heading),
      el("p", {}, words.idle.cleared),
      button("main", start, words.idle.again),
    ),
  );
  const idle = idleWatch({ words: words.idle, warnAfter: settings.idleWarn, clearAfter: settings.idleClear, onKeep: focusTalk, onClear: clearIdle, signal });
  const cover = curtain({ words: words.curtain, isOn: () => first.curtainIsOn() && hasStarted(), onChange: covered, signal });
  const exit = exitLink({ ...settings, words: words.exit, onLeave, signal });
  const title = el(settings.fullPage ? "h1" : "h2", { class: "bar__title" }, words.title);
  const bar = el("header", { class: "bar" }, exit, title);
  const shell = el("div", { class: "shell", lang: words.lang, hidden: true }, bar, strip.element, first.element, cleared, talking, numbers, idle.element, cover, status);

  let queue = Promise.resolve();
  let round = 0; // counts conversations: what arrives late for an old one is dropped
  let poll = 0;
  let lastId = "";
  let lastOwn = null;

  show(first.element);
  addEventListener("pagehide", forget, { signal });
  if (settings.fullPage) fitAboveKeyboard(host, signal);

  // In a frame that may not take the person away, at least the chat is cleared, and the button says no more than that.
  function onLeave() {
    if (settings.canLeave) return leave(settings.exitUrl, words.exit.covering, forget);
    forget();
    go(settings.exitUrl);
  }

  function show(panel) {
    for (const other of [first.element, cleared, talking]) other.toggleAttribute("data-shown", other === panel);
    showNumbers(false);
  }

  function showNumbers(open) {
    shell.classList.toggle("shell--numbers", open);
    strip.numbersAre(open);
  }

  function decline() {
    showNumbers(true);
    numbers.focus();
  }

  function covered(closed) {
    shell.classList.toggle("shell--covered", closed);
    if (!closed) focusTalk();
  }

  function hasStarted() {
    return talking.hasAttribute("data-shown");
  }

  function focusTalk() {
    if (isTouchFirst()) log.element.focus({ preventScroll: true });
    else writing.focus();
  }

  function say(text) {
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 50); // a change, so that the same words are read again
  }

  function start() {
    show(talking);
    idle.start();
    focusTalk();
    begin();
  }

  function begin() {
    choices.show([]);
    deliver(async () => ({ messages: await talk.start() }), {
      sent() {},
      failed: () => choices.show([{ id: "", label: words.failed.again }]),
      problem: words.failed.start,
    });
  }

  function choose({ id, label }) {
    choices.show([]);
    if (id) send({ choice: id }, label);
    else begin();
  }

  function send(body, text) {
    const own = (lastOwn = log.addOwn(text));
    scrollTo(own.element);
    if (isTouchFirst()) own.element.focus({ preventScroll: true });
    else writing.focus();
    const attempt = () => {
      own.sent();
      deliver(() => talk.send(body), { sent: own.sent, failed: () => own.failed(attempt) });
    };
    attempt();
  }

  // One message at a time, in the order written; the person can go on writing meanwhile.
  function deliver(request, line) {
    const mine = round;
    queue = queue.then(async () => {
      if (mine !== round) return;
      log.waiting(true);
      let problem = null;
      try {
        const answer = await request();
        if (mine !== round) return;
        receive(answer);
      } catch (error) {
        problem = error; // whatever it is, an answer that makes no sense included: the person gets numbers
      }
      if (mine !== round) return;
      log.waiting(false);
      if (problem) fail(problem, line);
      else line.sent();
    });
  }

  function receive({ messages = [], poll: goOn }, isNews) {
    const items = messages.map(log.add).filter(Boolean);
    if (items.length) {
      log.dropFailure();
      lastId = messages.at(-1).id;
      choices.show(messages.flatMap((message) => message.choices ?? []));
      scrollTo(messages[0].kind === "emergency" || isNews ? items[0] : (lastOwn?.element ?? items[0]));
    }
    clearTimeout(poll);
    if (goOn) poll = setTimeout(listen, POLL_EVERY_MS);
  }

  async function listen() {
    const mine = round;
    const answer = await talk.events(lastId).catch((error) => ({ poll: true, error }));
    if (mine !== round) return;
    if (answer.error?.kind === "lost") fail(answer.error, { failed() {} }); // the server began anew: no adviser hears this page
    else receive(answer, true);
  }

  function fail(error, line) {
    line.failed();
    error.messages?.forEach(log.add);
    const text = line.problem ?? error.reason ?? words.failed[error.kind] ?? words.failed.broken;
    const cards = error.lifeline?.length ? error.lifeline.map((contact) => contactCard(contact, words.contacts, say)) : copyOf(host, "numbers");
    const note = log.addFailure(text, cards);
    scrollTo(lastOwn?.element ?? note);
  }

  // Moves the list, not the page: the way out must never scroll away. With very little height the page scrolls as a whole.
  function scrollTo(item) {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (getComputedStyle(scroller).overflowY === "visible") item.scrollIntoView({ behavior });
    else scroller.scrollBy({ top: item.getBoundingClientRect().top - scroller.getBoundingClientRect().top - GAP_ABOVE_PX, behavior });
  }

  function clearIdle() {
    forget();
    show(cleared);
    cleared.querySelector("h2").focus();
  }

  // Nothing of the talk stays, neither in the page nor on the server.
  function forget() {
    round += 1;
    lastOwn = null;
    clearTimeout(poll);
    talk.end();
    idle.stop();
    log.clear();
    choices.show([]);
    writing.clear();
    show(first.element);
  }

  function end() {
    forget();
    stop.abort();
  }

  return { element: shell, hasStarted, end };
}
