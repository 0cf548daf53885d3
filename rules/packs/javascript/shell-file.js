import { execFile, spawn } from "node:child_process";

export function found(command) {
  // ruleid: javascript.shell-file
  execFile("sh", ["-c", command]);
  // ruleid: javascript.shell-file
  spawn("/bin/bash", ["-c", "ls " + command]);
}

export function nearMisses(path) {
  // ok: javascript.shell-file
  execFile("tar", ["-c", path]);
  // ok: javascript.shell-file
  spawn("sh", ["-c", "ls /srv"]);
}
