// Answers to tap instead of type. They stand for the newest question only.
import { el, button } from "../dom.js";

/**
 * @param {object} words words.json `choices`
 * @param {Function} onChoose gets the chosen {id, label}
 * @param {Function} onFocusLost is called when the choice that had the focus goes away
 */
export function choiceGroup(words, onChoose, onFocusLost) {
  const group = el("div", { class: "choices", role: "group", "aria-label": words.group, hidden: true });

  function show(choices) {
    const hadFocus = group.matches(":focus-within");
    group.replaceChildren(
      ...choices.map((choice) => button("", () => onChoose(choice), el("span", { dir: "auto" }, choice.label))),
    );
    group.hidden = choices.length === 0;
    if (hadFocus) onFocusLost();
  }

  return { element: group, show };
}
