// Leaving by keyboard: Escape once, Shift three times, or both.

export const SHIFT_WINDOW_MS = 5000; // three presses within this time, as on GOV.UK

/**
 * Listen for the leaving keys on the whole page.
 * @param {string} names "escape", "shift3", both with a space between, or "" for none
 * @param {{onLeave: Function, onProgress: Function}} handlers onProgress gets how many Shift presses have counted (0 to 2)
 * @param {AbortSignal} signal stops listening
 */
export function listenForExitKeys(names, { onLeave, onProgress = () => {} }, signal) {
  const wanted = new Set(names.split(/\s+/));
  let presses = 0;
  let lastPress = 0;
  let shiftAlone = false;

  function count(value) {
    if (value === presses) return;
    presses = value;
    onProgress(presses);
  }

  function keydown(event) {
    if (event.key === "Escape" && wanted.has("escape") && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault(); // else it would stop the other site from loading
      onLeave();
    } else if (event.key === "Shift") {
      if (!event.repeat) shiftAlone = !(event.ctrlKey || event.altKey || event.metaKey);
    } else {
      shiftAlone = false;
      count(0);
    }
  }

  function keyup(event) {
    if (event.key !== "Shift" || !wanted.has("shift3") || !shiftAlone) return;
    shiftAlone = false;
    if (comesFromScreenKeyboard(event)) return;
    const now = Date.now();
    const next = now - lastPress > SHIFT_WINDOW_MS ? 1 : presses + 1;
    lastPress = now;
    if (next >= 3) onLeave();
    else count(next);
  }

  function pointerdown() {
    shiftAlone = false;
  }

  addEventListener("keydown", keydown, { capture: true, signal });
  addEventListener("keyup", keyup, { capture: true, signal });
  addEventListener("pointerdown", pointerdown, { capture: true, signal });
}

// Keyboards on a screen send Shift by themselves at the start of a sentence.
function comesFromScreenKeyboard(event) {
  const field = event.composedPath()[0];
  return matchMedia("(pointer: coarse)").matches && Boolean(field?.matches?.("textarea, input"));
}
