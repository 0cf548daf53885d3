export function found(app, req, res) {
  // ruleid: javascript.cors-any
  app.use(cors({ origin: true, credentials: true }));
  // ruleid: javascript.cors-any
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
}

export function nearMisses(app, req, res) {
  // ok: javascript.cors-any
  app.use(cors({ origin: ["https://app.example.com"], credentials: true }));
  // ok: javascript.cors-any
  app.use(cors({ origin: true }));
  // ok: javascript.cors-any
  res.setHeader("Access-Control-Allow-Origin", "https://app.example.com");
}
