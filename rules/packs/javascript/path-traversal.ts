import fs from "fs";
import path from "path";
import { Request } from "express";

export function download(request: Request, folder: string): string {
  const name = request.params.name as string;
  // ruleid: javascript.path-traversal
  const text = fs.readFileSync(path.join(folder, name));
  // ok: javascript.path-traversal
  return text + fs.readFileSync(path.join(folder, path.basename(name)));
}
