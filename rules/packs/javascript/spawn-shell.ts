import { spawn } from "child_process";
import * as cp from "child_process";

export function run(command, folder) {
  // ruleid: javascript.spawn-shell
  spawn(command, { shell: true });
  // ruleid: javascript.spawn-shell
  cp.spawn("ls", [folder], { cwd: folder, shell: true });
  // ruleid: javascript.spawn-shell
  spawn("sh", ["-c", command]);
}

export function nearMisses(command, folder) {
  // ok: javascript.spawn-shell
  spawn("ls", [folder]);
  // ok: javascript.spawn-shell
  cp.spawn("ls", [folder], { shell: false });
  // ok: javascript.spawn-shell
  spawn("sh", ["-c", "ls | wc -l"]);
}
