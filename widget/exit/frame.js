// Can the person be taken away from here? Inside a frame that is not certain, and then the page must not promise it.

/** True in a page of its own, and in a frame of the same website that is not sandboxed. Elsewhere only the host script can help. */
export function canLeaveFrom(view) {
  if (view.top === view.self) return true;
  try {
    const frame = view.frameElement;
    return frame !== null && (!frame.sandbox.length || frame.sandbox.contains("allow-top-navigation"));
  } catch {
    return false;
  }
}
