export function found(frame, data) {
  // ruleid: javascript.message-origin
  frame.contentWindow.postMessage(data, "*");
  // ruleid: javascript.message-origin
  window.parent.postMessage({ data }, "*");
}

export function nearMisses(frame, data, worker) {
  // ok: javascript.message-origin
  frame.contentWindow.postMessage(data, "https://app.example.com");
  // ok: javascript.message-origin
  worker.postMessage(data);
}
