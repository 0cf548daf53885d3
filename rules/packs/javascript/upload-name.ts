import path from "path";

export function found(folder, file, done) {
  // ruleid: javascript.upload-name
  const a = path.join(folder, file.originalname);
  // ruleid: javascript.upload-name
  done(null, file.originalname);
  return a;
}

export function nearMisses(folder, file, done) {
  // ok: javascript.upload-name
  const a = path.join(folder, path.basename(file.originalname));
  // ok: javascript.upload-name
  done(null, file.size);
  return a;
}
