import fs from "fs";
import path from "path";

function read(req, res) {
  const name = path.join("/srv/files", req.query.name);
  // ruleid: javascript.path-traversal
  return fs.readFileSync(name);
}

function send(req, res) {
  // ruleid: javascript.path-traversal
  res.sendFile("/srv/files/" + req.params.name);
}

function nearMiss(req, res) {
  const name = path.join("/srv/files", path.basename(req.query.name));
  // ok: javascript.path-traversal
  return fs.readFileSync(name);
}

function nearMissChecked(req, res) {
  const name = path.resolve("/srv/files", req.params.name);
  if (!name.startsWith("/srv/files/")) {
    return null;
  }
  // ok: javascript.path-traversal
  return fs.readFileSync(name);
}

const folder = "/srv/files/";

export function readNamed(name) {
  // ruleid: javascript.path-traversal
  return fs.readFileSync(path.join(folder, name));
}

export function readNamedText(name) {
  // ruleid: javascript.path-traversal
  return fs.readFileSync(`${folder}${name}.json`);
}

export function readGiven(file) {
  // ok: javascript.path-traversal
  return fs.readFileSync(file);
}

export function readBelow(dir, name) {
  // ok: javascript.path-traversal
  return fs.readFileSync(path.join(dir, name));
}
