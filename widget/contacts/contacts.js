// A service as a card: is it open, what it is, why it fits, how to reach it, and where the facts come from.
// bot/page/contacts.py writes the same card into the page for when there is no script; a test holds the two together.
import { el, button, fill } from "../dom.js";

let cardsMade = 0; // makes the ids that join a link to its warning

/**
 * @param {object} contact as the server sends it
 * @param {object} words words.json `contacts`
 * @param {Function} say tells a screen reader, for example that a number was copied
 */
export function contactCard(contact, words, say) {
  const warningId = "call-warning-" + ++cardsMade;
  const reach = waysToReach(contact, words, warningId, say);
  return el(
    "article",
    { class: "contact" },
    el("h3", { class: "contact__name", dir: "auto" }, contact.name),
    contact.what ? el("p", { class: "contact__what", dir: "auto" }, contact.what) : null,
    statusLine(contact, words),
    contact.why ? el("p", { class: "contact__why", dir: "auto" }, el("b", {}, words.why), " " + contact.why) : null,
    reach.length ? el("p", { class: "contact__ways" }, ...reach) : null,
    warning(contact, words, warningId),
    sourceNote(contact.source ?? {}, words),
  );
}

function statusLine(contact, words) {
  const status = "status_" + contact.status in words ? contact.status : "unstated"; // never "open" by mistake
  const text = contact.status_text || words["status_" + status];
  // The shape says the same as the words; colour only repeats it.
  return el("p", { class: "contact__status", "data-status": status }, el("span", { class: "contact__shape", "aria-hidden": "true" }), text);
}

function waysToReach(contact, words, warningId, say) {
  const ways = [];
  const tel = dialable(contact.tel ?? contact.phone);
  const phone = contact.phone || tel;
  if (tel) {
    ways.push(el("a", { class: "button button--main contact__call", href: "tel:" + tel, "aria-describedby": warningId }, fill(words.call, { phone })));
  }
  const sms = dialable(contact.sms);
  if (sms) {
    ways.push(el("a", { class: "button button--quiet", href: "sms:" + sms, "aria-describedby": warningId }, fill(words.text, { phone: contact.sms })));
  }
  if (isWebAddress(contact.url)) {
    ways.push(
      el(
        "a",
        { class: "button button--quiet", href: contact.url, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" },
        words.website,
        el("span", { class: "visually-hidden" }, " " + words.website_new_tab),
      ),
    );
  }
  if (tel && navigator.clipboard) {
    ways.push(button("quiet", () => copy(phone, words, say), words.copy, el("span", { class: "visually-hidden" }, " " + phone)));
  }
  return ways;
}

async function copy(number, words, say) {
  try {
    await navigator.clipboard.writeText(number);
    say(words.copied);
  } catch {
    say(words.not_copied);
  }
}

function warning(contact, words, id) {
  const calls = dialable(contact.tel ?? contact.phone);
  const texts = dialable(contact.sms);
  if (!calls && !texts) return null;
  const text = calls && texts ? words.call_text_warning : calls ? words.call_warning : words.text_warning;
  return el("p", { class: "contact__warning", id }, text);
}

function sourceNote({ name, date, checked_on: checked }, words) {
  if (!name) return null;
  const where = date ? fill(words.source_date, { name, date: inWords(date) }) : fill(words.source_undated, { name });
  return el("details", {}, el("summary", {}, words.source), el("p", {}, where + " " + (checked ? fill(words.checked, { date: inWords(checked) }) : words.not_checked)));
}

// "2020-04-21" as "21 April 2020"; a date in any other form stays as it is.
function inWords(date) {
  const day = new Date(date);
  return /^\d{4}-\d\d-\d\d$/.test(date) ? day.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" }) : date;
}

// Only what a phone can dial; anything else gives no link at all.
function dialable(number) {
  const digits = String(number ?? "").replace(/^(tel|sms):/, "").replace(/[\s()-]/g, "");
  return /^\+?[0-9*#]{3,}$/.test(digits) ? digits : "";
}

function isWebAddress(url) {
  return /^https?:\/\//i.test(String(url ?? ""));
}
