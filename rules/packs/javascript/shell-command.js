const child_process = require("child_process");

function archive(folder) {
  // ruleid: javascript.shell-command
  child_process.exec("tar cf out.tar " + folder);
  // ruleid: javascript.shell-command
  return child_process.execSync(`tar cf out.tar ${folder}`, { timeout: 1000 });
}

function nearMisses(folder, pattern) {
  // ok: javascript.shell-command
  child_process.execFile("tar", ["cf", "out.tar", folder]);
  // ok: javascript.shell-command
  child_process.exec("df -h | sort");
  // ok: javascript.shell-command
  return pattern.exec(folder);
}

module.exports = { archive, nearMisses };
