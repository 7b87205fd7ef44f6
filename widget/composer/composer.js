// Where a person writes. Enter sends; Shift and Enter make a new line; words being composed (Chinese, accents) are left alone.
import { el } from "../dom.js";

const TALLEST_LINES_PX = 160;

/**
 * @param {object} words words.json `composer`
 * @param {Function} onSend gets the text; the box is empty by then
 */
export function composer(words, onSend) {
  const box = el("textarea", {
    id: "your-message",
    rows: "1",
    placeholder: words.placeholder,
    // The browser must neither remember these words nor send them away to be spell-checked.
    autocomplete: "off",
    spellcheck: "false",
    writingsuggestions: "false",
    enterkeyhint: "send",
    dir: "auto",
    oninput: fit,
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    },
  });
  const form = el(
    "form",
    {
      class: "composer",
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    el("label", { class: "visually-hidden", for: "your-message" }, words.label),
    box,
    el("button", { class: "button button--main", type: "submit" }, words.send),
  );

  function submit() {
    const text = box.value.trim();
    box.focus();
    if (!text) return;
    clear();
    onSend(text);
  }

  function fit() {
    box.style.height = "auto";
    box.style.height = Math.min(box.scrollHeight + 2, TALLEST_LINES_PX) + "px";
  }

  function clear() {
    box.value = "";
    fit();
  }

  return { element: form, focus: () => box.focus(), clear };
}
