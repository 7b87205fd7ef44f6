// Leaving: nothing of the page stays, and Back does not bring it back. Why each step is there: README.md in this folder.

let left = false;

/**
 * Empty the page and go to a neutral website, in the same history entry.
 * @param {string} url where to go
 * @param {string} covering the one word left on the blank page while the other site loads
 * @param {Function} forget called first: stops requests, ends the conversation
 */
export function leave(url, covering, forget = () => {}) {
  if (left) return; // a second order would make the other site start again
  left = true;
  attempt(forget);
  guardTheWayOut(url);
  document.title = covering;
  attempt(() => history.replaceState(null, "", "/"));
  const cover = document.createElement("p");
  cover.setAttribute("role", "alert");
  cover.textContent = covering;
  cover.style.cssText =
    "position:fixed;inset:0;z-index:2147483647;margin:0;padding:1rem;background:Canvas;color:CanvasText;font:1rem sans-serif";
  document.body.replaceChildren(cover);
  go(url);
}

/** Go to `url`. Inside a frame the page around it has to go; a host page with our small script does that for us. */
export function go(url) {
  if (window.top === window.self) {
    location.replace(url);
    return;
  }
  attempt(() => window.parent.postMessage("waymark:leave", "*"));
  attempt(() => window.top.location.replace(url));
}

function guardTheWayOut(url) {
  // A browser may bring the page back from its memory when the person presses Back: then it leaves again at once.
  addEventListener("pageshow", () => go(url));
  // One more Escape would stop the other site from loading.
  addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault(), true);
}

function attempt(step) {
  try {
    step();
  } catch {
    // A step that fails must not stop the person from leaving.
  }
}
