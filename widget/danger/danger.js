// The line that stays in view: the emergency number, and a button for all the others.
import { el, button } from "../dom.js";

/**
 * @param {object} options
 * @param {object} options.words words.json `danger`
 * @param {HTMLAnchorElement} options.number link to the emergency number, the first of the page's numbers
 * @param {Function} options.onNumbers gets true to show the numbers, false to hide them
 */
export function danger({ words, number, onNumbers }) {
  let isOpen = false;
  const toggle = button("quiet", () => onNumbers(!isOpen));
  const call = el("a", { href: number.href }, number.textContent);

  function numbersAre(open) {
    isOpen = open;
    toggle.setAttribute("aria-expanded", open);
    toggle.textContent = open ? words.numbers_hide : words.numbers;
  }

  return { element: el("div", { class: "danger" }, el("p", {}, words.label + " ", call), toggle), numbersAre };
}
