// For a page that shows the chat in a frame: lets the chat's way out, and the leaving keys, take the whole page away.
// <script src="https://CHAT-ADDRESS/chat/waymark-frame.js" data-exit-url="https://www.example.org/weather" defer></script>
(() => {
  const { src, dataset } = document.currentScript;
  const leave = () => (document.body.replaceChildren(), location.replace(dataset.exitUrl || "https://www.bbc.co.uk/weather"));
  let shifts = [];
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== new URL(src).origin) return;
    if (data === "waymark:hello") source.postMessage("waymark:host", origin);
    if (data === "waymark:leave") leave();
  });
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    shifts = event.key === "Shift" ? [...shifts, event.timeStamp].slice(-3) : [];
    if (event.key === "Escape") event.preventDefault();
    if (event.key === "Escape" || shifts[2] - shifts[0] < 5000) leave();
  });
})();
