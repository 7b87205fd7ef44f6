// Talks to the server: start, message, events, end. Keeps the token in memory only; stores nothing.

const PATIENCE_MS = 8000; // longer silence than this and the person gets the numbers instead

/** What went wrong: `kind` is a word of words.json `failed`; with it what the server sent along, messages and numbers. */
class TalkError extends Error {
  constructor(kind, { lifeline, messages, error } = {}) {
    super(kind);
    Object.assign(this, { kind, lifeline, messages, reason: error?.message });
  }
}

/** One conversation with the server at `api` (an absolute address that ends in "/"); `onStart` when a new one begins. */
export function createTalk(api, onStart) {
  let token = null;
  let waiting = new AbortController();

  async function call(path, method, body) {
    const timer = new AbortController();
    waiting = timer;
    const timeout = setTimeout(() => timer.abort(), PATIENCE_MS);
    try {
      const response = await fetch(api + path, {
        method,
        signal: timer.signal,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        headers: {
          ...(body ? { "Content-Type": "application/json" } : {}),
          ...(token ? { Authorization: "Bearer " + token } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
      });
      const answer = (await response.json().catch(() => null)) ?? {};
      if (!response.ok) throw failure(response.status, answer);
      if (!Array.isArray(answer.messages ?? [])) throw new TalkError("broken");
      return answer;
    } catch (error) {
      if (error instanceof TalkError) throw error;
      if (timer.signal.aborted) throw new TalkError("slow");
      throw new TalkError(navigator.onLine === false ? "offline" : "broken");
    } finally {
      clearTimeout(timeout);
    }
  }

  // Below 500 the server says in plain words what to do, so its words are shown.
  function failure(status, answer) {
    if (status >= 500) return new TalkError("broken", { ...answer, error: null });
    return new TalkError(status === 401 ? "lost" : "refused", answer);
  }

  async function start() {
    token = null;
    const answer = await call("start", "POST");
    if (!answer.token) throw new TalkError("broken");
    token = answer.token;
    onStart();
    return answer.messages ?? [];
  }

  /** Send `{text}` or `{choice}`; a conversation the server no longer knows is begun anew, once, and the words sent again. */
  async function send(body) {
    const opening = token ? [] : await start();
    let answer;
    try {
      answer = await call("message", "POST", body);
    } catch (error) {
      if (error.kind !== "lost") throw error;
      opening.push(...(await start()));
      answer = await call("message", "POST", body);
    }
    if (!answer.messages?.length && !answer.poll) throw new TalkError("broken"); // to an adviser: their answer comes later
    return { ...answer, messages: [...opening, ...answer.messages] };
  }

  /** News from a human adviser since the message with the id `after`. */
  function events(after) {
    return call("events?after=" + encodeURIComponent(after), "GET");
  }

  /** Tell the server to forget. Does not wait: the page may be gone before an answer comes. */
  function end() {
    waiting.abort();
    if (!token) return;
    navigator.sendBeacon(api + "end", JSON.stringify({ token }));
    token = null;
  }

  return { start, send, events, end };
}
