const { exec, execFile } = require("child_process");

function listing(req) {
  const name = req.query.name;
  // ruleid: javascript.shell-injection
  exec("ls " + name);
  // ok: javascript.shell-injection
  execFile("ls", ["--", name]);
  // ok: javascript.shell-injection
  exec("ls -l");
}

function main() {
  const [, , file] = process.argv;
  // ruleid: javascript.shell-injection
  exec(`cat ${file}`);
}
