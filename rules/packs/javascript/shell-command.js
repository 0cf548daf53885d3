import { exec, execFile } from "child_process";
import * as cp from "node:child_process";

export function run(folder, pattern) {
  // ruleid: javascript.shell-command
  exec("ls " + folder);
  // ruleid: javascript.shell-command
  cp.execSync(`tar cf out.tar ${folder}`);
  // ruleid: javascript.shell-command
  cp.exec(folder, () => {});
}

export function nearMisses(folder, pattern) {
  // ok: javascript.shell-command
  execFile("ls", [folder]);
  // ok: javascript.shell-command
  cp.execSync("df -h");
  // ok: javascript.shell-command
  pattern.exec(folder);
}
