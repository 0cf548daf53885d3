import { exec, execFile } from "child_process";

export function archive(folder) {
  const command = "tar cf out.tar " + folder;
  // ruleid: javascript.command-injection
  exec(command);
}

function handle(req, res) {
  // ruleid: javascript.command-injection
  exec(`ping -c 1 ${req.query.host}`);
}

export function nearMiss(folder) {
  // ok: javascript.command-injection
  execFile("tar", ["cf", "out.tar", "--", folder]);
}

function nearMissNumber(req, res) {
  const count = parseInt(req.query.count, 10);
  // ok: javascript.command-injection
  exec(`ping -c ${count} localhost`);
}
