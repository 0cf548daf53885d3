import * as child_process from "child_process";

export function archive(folder: string): Buffer {
  // ruleid: typescript.shell-command
  child_process.exec("tar cf out.tar " + folder);
  // ruleid: typescript.shell-command
  return child_process.execSync(`tar cf out.tar ${folder}`, { timeout: 1000 });
}

export function nearMisses(folder: string, pattern: RegExp): unknown {
  // ok: typescript.shell-command
  child_process.execFile("tar", ["cf", "out.tar", folder]);
  // ok: typescript.shell-command
  child_process.exec("df -h | sort");
  // ok: typescript.shell-command
  return pattern.exec(folder);
}
