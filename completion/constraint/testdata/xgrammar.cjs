// Reads [{grammar, texts}] and writes, for each, which texts xgrammar accepts. The first argument is the
// folder that holds node_modules. The package's file is a script in the coat of a module, so that it is
// loaded from a copy that says so.
const fs = require("fs"), os = require("os"), path = require("path");

const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "xgrammar-")), "index.cjs");
fs.copyFileSync(path.join(process.argv[2], "node_modules/@mlc-ai/web-xgrammar/lib/index.js"), copy);
const { Grammar, Testings } = require(copy);

(async () => {
  const out = [];
  for (const { grammar, texts } of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const compiled = await Grammar.fromEBNF(grammar);
    const accepted = [];
    for (const text of texts) accepted.push(await Testings.isGrammarAcceptString(compiled, text));
    compiled.dispose();
    out.push(accepted);
  }
  fs.rmSync(path.dirname(copy), { recursive: true });
  fs.writeSync(1, JSON.stringify(out));
  process.exit(0);
})().catch((e) => {
  console.error(String(e).slice(0, 2000));
  process.exit(1);
});
