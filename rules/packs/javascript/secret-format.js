export function found(connect) {
  // ruleid: javascript.secret-format
  connect("AKIAQ3EGRZTVPYKXWB2M");
  // ruleid: javascript.secret-format
  connect("ghp_Zt7qLmN4vXcR8sWkYb3hJfD6gAeP1uQo9iTz");
}

export function nearMisses(connect) {
  // ok: javascript.secret-format
  connect("AKIAIOSFODNN7EXAMPLE");
  // ok: javascript.secret-format
  connect("ghp_");
}
