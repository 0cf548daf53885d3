import { execFile, spawn } from "child_process";

function run(req, res) {
  // ruleid: javascript.program-injection
  spawn(req.query.program, ["-l"]);
}

function runOwn(req, res) {
  // ruleid: javascript.program-injection
  execFile("/srv/bin/" + req.body.program);
}

function nearMisses(req, res) {
  // ok: javascript.program-injection
  spawn("ls", ["-l", "--", req.query.folder]);
  // ok: javascript.program-injection
  execFile("/srv/bin/list");
}
