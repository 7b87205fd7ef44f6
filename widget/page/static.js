// The numbers page without a chat: the way out works as it does in the chat, by the link and by the keys.
import { leave } from "../exit/leave.js";
import { listenForExitKeys } from "../exit/keys.js";

const exitInPage = document.querySelector(".exit__link");
const leaveNow = (event) => {
  event?.preventDefault();
  leave(exitInPage.href, document.body.dataset.covering);
};
exitInPage.addEventListener("click", leaveNow);
listenForExitKeys("escape shift3", { onLeave: () => leaveNow() }, new AbortController().signal);
