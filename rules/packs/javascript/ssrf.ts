import axios from "axios";

async function relay(req, res) {
  // ruleid: javascript.ssrf
  const answer = await axios.get(req.query.url);
  return answer.data;
}

async function relayHost(req, res) {
  const host = req.body.host;
  // ruleid: javascript.ssrf
  return await fetch("https://" + host + "/items");
}

async function nearMiss(req, res) {
  const item = encodeURIComponent(req.query.item);
  // ok: javascript.ssrf
  const answer = await axios.get("https://a.example.com/items/" + item);
  return answer.data;
}

async function nearMissFixed(req, res) {
  // ok: javascript.ssrf
  return await fetch("https://a.example.com/items", { body: req.body.item });
}
