const fs = require("fs");
const path = require("path");

function download(req, res) {
  const name = req.params.name;
  // ruleid: javascript.path-traversal
  fs.readFile(path.join("/srv/files", name), send);
  // ok: javascript.path-traversal
  fs.readFile(path.join("/srv/files", path.basename(name)), send);
}

const serve = (req) => {
  const options = { folder: "/srv", name: req.body.name };
  // ruleid: javascript.path-traversal
  fs.createReadStream(options.folder + options.name);
  // ok: javascript.path-traversal
  fs.createReadStream(options.folder + "/index.html");
};
