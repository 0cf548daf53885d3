export function found(script: string, wait: number) {
  // ruleid: javascript.timer-text
  setTimeout(script, 100);
  // ruleid: javascript.timer-text
  window.setInterval(script, wait);
}

export function nearMisses(tick: () => void, wait: number) {
  // ok: javascript.timer-text
  setTimeout(tick, wait);
  // ok: javascript.timer-text
  setInterval(() => tick(), 1000);
}
