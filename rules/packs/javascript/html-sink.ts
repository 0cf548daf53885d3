export function found(node, name) {
  // ruleid: javascript.html-sink
  node.innerHTML = "<b>" + name + "</b>";
  // ruleid: javascript.html-sink
  node.innerHTML += name;
  // ruleid: javascript.html-sink
  document.write(`<p>${name}</p>`);
  // ruleid: javascript.html-sink
  node.insertAdjacentHTML("beforeend", name);
}

export function nearMisses(node, name) {
  // ok: javascript.html-sink
  node.textContent = name;
  // ok: javascript.html-sink
  node.innerHTML = "";
  // ok: javascript.html-sink
  document.write("<p>Hello</p>");
  // ok: javascript.html-sink
  node.innerHTML = DOMPurify.sanitize(name);
}
