import { exec } from "child_process";

export function listing(name: string): void {
  // ruleid: javascript.shell-injection
  exec("ls " + name);
  if (name === "tmp" || name === "var") {
    // ok: javascript.shell-injection
    exec("ls /" + name);
  }
}

function internal(name: string): void {
  // ok: javascript.shell-injection
  exec("ls " + name);
}
