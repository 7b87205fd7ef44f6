// <waymark-chat>: reads its settings and brings the chat into view. What is between its tags is shown until then, and for
// good if this script or its styles never arrive or the browser is too old.
import { el } from "./dom.js";
import { createChat } from "./chat.js";
import { canLeaveFrom } from "./exit/frame.js";
import words from "./words.json" with { type: "json" };

const SCRIPT_ADDRESS = document.currentScript.src;

// On our own page the styles are there already and are copied; elsewhere, and in older browsers, they are fetched.
function bringStyles(root, done) {
  try {
    const { cssRules } = document.querySelector("link[href$='waymark-chat.css']").sheet;
    const copy = new CSSStyleSheet();
    copy.replaceSync([...cssRules].map((rule) => rule.cssText).join(""));
    root.adoptedStyleSheets = [copy];
    done();
  } catch {
    root.prepend(el("link", { rel: "stylesheet", href: new URL("waymark-chat.css", SCRIPT_ADDRESS).href, onload: done }));
  }
}

class WaymarkChat extends HTMLElement {
  connectedCallback() {
    this.build(canLeaveFrom(window));
    if (window.parent !== window) this.askHostForHelp();
  }

  disconnectedCallback() {
    this.chat.end();
  }

  build(canLeave) {
    this.chat = createChat(this, this.settings(canLeave), words);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const before = el("slot");
    root.replaceChildren(before, this.chat.element);
    bringStyles(root, () => {
      before.remove();
      this.chat.element.hidden = false;
    });
  }

  settings(canLeave) {
    const read = (name, standard) => this.getAttribute(name) ?? standard;
    return {
      canLeave,
      api: new URL(read("api", "api/"), SCRIPT_ADDRESS).href,
      exitUrl: read("exit-url", "https://www.bbc.co.uk/weather"),
      exitKeys: read("exit-keys", "escape shift3"),
      curtain: this.hasAttribute("curtain"),
      fullPage: this.hasAttribute("full-page"),
      idleWarn: Number(read("idle-warn", 10)),
      idleClear: Number(read("idle-clear", 12)),
    };
  }

  // A host page that carries our small script answers, and can then take the person away (embed/waymark-frame.js).
  askHostForHelp() {
    addEventListener("message", (event) => {
      if (event.source !== window.parent || event.data !== "waymark:host" || this.chat.hasStarted()) return;
      this.chat.end();
      this.build(true);
    });
    window.parent.postMessage("waymark:hello", "*");
  }
}

customElements.define("waymark-chat", WaymarkChat);
