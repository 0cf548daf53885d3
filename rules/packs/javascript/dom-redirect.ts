export function found() {
  // ruleid: javascript.dom-redirect
  window.location = location.hash.slice(1);
  // ruleid: javascript.dom-redirect
  location.href = new URLSearchParams(location.search).get("next");
}

export function nearMisses(routes, name) {
  // ok: javascript.dom-redirect
  window.location = "/home";
  // ok: javascript.dom-redirect
  location.href = routes.get(name);
}
