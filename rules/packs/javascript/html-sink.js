export function show(node, text) {
  // ruleid: javascript.html-sink
  node.innerHTML = "<b>" + text + "</b>";
  // ruleid: javascript.html-sink
  node.innerHTML += text;
  // ruleid: javascript.html-sink
  document.write(text);
  // ruleid: javascript.html-sink
  node.insertAdjacentHTML("beforeend", `<li>${text}</li>`);
}

export function nearMisses(node, text, log) {
  // ok: javascript.html-sink
  node.textContent = text;
  // ok: javascript.html-sink
  node.innerHTML = "";
  // ok: javascript.html-sink
  node.innerHTML += "<hr>";
  // ok: javascript.html-sink
  log.write(text);
}
