import * as child_process from "child_process";

export function archive(folder: string): Buffer {
  // ruleid: javascript.shell-command
  child_process.exec("tar cf out.tar " + folder);
  // ruleid: javascript.shell-command
  return child_process.execSync(`tar cf out.tar ${folder}`, { timeout: 1000 });
}

export function nearMisses(folder: string, pattern: RegExp): unknown {
  // ok: javascript.shell-command
  child_process.execFile("tar", ["cf", "out.tar", folder]);
  // ok: javascript.shell-command
  child_process.exec("df -h | sort");
  // ok: javascript.shell-command
  return pattern.exec(folder);
}
