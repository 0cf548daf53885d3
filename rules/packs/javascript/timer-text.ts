export function found(code: unknown, wait: number) {
  if (typeof code === "string") {
    // ruleid: javascript.timer-text
    setTimeout(code, 100);
  }
  const text = String(wait);
  // ruleid: javascript.timer-text
  setInterval(text, wait);
}

export function nearMisses(tick: () => void, wait: number) {
  // ok: javascript.timer-text
  setTimeout(tick, wait);
  // ok: javascript.timer-text
  setInterval(() => tick(), 1000);
}
