export function show(node: HTMLElement, text: string): void {
  // ruleid: typescript.html-sink
  node.innerHTML = "<b>" + text + "</b>";
  // ruleid: typescript.html-sink
  document.write(text);
  // ruleid: typescript.html-sink
  node.insertAdjacentHTML("beforeend", `<li>${text}</li>`);
}

export function nearMisses(node: HTMLElement, text: string, log: { write(s: string): void }): void {
  // ok: typescript.html-sink
  node.textContent = text;
  // ok: typescript.html-sink
  node.innerHTML = "";
  // ok: typescript.html-sink
  log.write(text);
}
