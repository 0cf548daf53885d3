export function found(script: string, wait: number) {
  // ruleid: javascript.timer-string
  setTimeout(script, 100);
  // ruleid: javascript.timer-string
  window.setInterval(script, wait);
}

export function nearMisses(tick: () => void, wait: number) {
  // ok: javascript.timer-string
  setTimeout(tick, wait);
  // ok: javascript.timer-string
  setInterval(() => tick(), 1000);
}
