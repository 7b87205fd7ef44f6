// On phones the keyboard covers the lower part of the page. Keeps the whole chat, way out included, in the part still seen.

export function fitAboveKeyboard(host, signal) {
  const view = window.visualViewport;
  const fit = () => {
    if (view.scale !== 1) return; // the person has zoomed in: leave the page alone
    host.style.setProperty("--waymark-height", view.height + "px");
    window.scrollTo(0, 0);
  };
  view?.addEventListener("resize", fit, { signal });
}
