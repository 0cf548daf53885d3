export async function found() {
  // ruleid: javascript.cleartext
  await fetch("http://api.example.com/items");
  // ruleid: javascript.cleartext
  return new WebSocket("ws://api.example.com/");
}

export async function nearMisses() {
  // ok: javascript.cleartext
  await fetch("https://api.example.com/items");
  // ok: javascript.cleartext
  return new WebSocket("ws://localhost:8080/");
}
