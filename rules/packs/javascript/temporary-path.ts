import fs from "fs";

export function found(text, done) {
  // ruleid: javascript.temporary-path
  fs.writeFileSync("/tmp/report.txt", text);
  // ruleid: javascript.temporary-path
  fs.writeFile("/var/tmp/out.bin", text, done);
}

export function nearMisses(text, folder) {
  // ok: javascript.temporary-path
  fs.writeFileSync("/srv/report.txt", text);
  // ok: javascript.temporary-path
  fs.readFileSync("/tmp/report.txt");
}
