// ruleid: javascript.password-text
const password = "Tr0ub4dor&3x";

export function found(config) {
  // ruleid: javascript.password-text
  config.apiKey = "9f8a7b6c5d4e3f2a";
}

export function nearMisses(config) {
  // ok: javascript.password-text
  config.password = process.env.PASSWORD;
  // ok: javascript.password-text
  config.secret = "secret";
  // ok: javascript.password-text
  config.color = "9f8a7b6c5d4e3f2a";
}
