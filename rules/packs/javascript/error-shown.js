export function found(res, err) {
  // ruleid: javascript.error-shown
  res.status(500).send(err.stack);
  // ruleid: javascript.error-shown
  res.json({ error: err.stack });
}

export function nearMisses(res, err) {
  // ok: javascript.error-shown
  res.status(500).send("internal error");
  // ok: javascript.error-shown
  log({ error: err.stack });
}
