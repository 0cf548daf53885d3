import fs from "fs";

export function found(path, done) {
  // ruleid: javascript.open-permissions
  fs.chmodSync(path, 0o777);
  // ruleid: javascript.open-permissions
  fs.chmod(path, 0o666, done);
}

export function nearMisses(path, mode) {
  // ok: javascript.open-permissions
  fs.chmodSync(path, 0o600);
  // ok: javascript.open-permissions
  fs.chmodSync(path, mode);
  // ok: javascript.open-permissions
  fs.chmodSync(path, 0o755);
}
