import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fs from "node:fs/promises";
import path from "node:path";
import express from "express";
import pg from "pg";

const run = promisify(execFile);
const app = express();
const port = process.env.PORT || 3000;
const pool = new pg.Pool();

app.use(express.json());

export function digest(data) {
  return createHash("sha256").update(data).digest("hex");
}

export function sign(key, message) {
  return createHmac("sha256", key).update(message).digest();
}

export function verify(key, message, signature) {
  const expected = sign(key, message);
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

export function newToken() {
  return randomBytes(32).toString("hex");
}

export async function readJson(file) {
  const text = await fs.readFile(file, "utf8");
  return JSON.parse(text);
}

export async function writeJson(file, data) {
  await fs.writeFile(file, JSON.stringify(data, null, 2));
}

export async function listFiles(folder) {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

export function inside(root, name) {
  const resolved = path.resolve(root, name);
  if (!resolved.startsWith(root + path.sep)) {
    throw new Error("path leaves the folder");
  }
  return resolved;
}

export async function gitStatus(folder) {
  const { stdout } = await run("git", ["status", "--short"], { cwd: folder });
  return stdout.split("\n").filter(Boolean);
}

async function findUser(id) {
  const result = await pool.query("SELECT id, name FROM users WHERE id = $1", [id]);
  return result.rows[0];
}

async function addUser(name) {
  const result = await pool.query("INSERT INTO users (name) VALUES ($1) RETURNING id", [name]);
  return result.rows[0].id;
}

app.get("/", (req, res) => {
  res.send("ok");
});

app.get("/users/:id", async (req, res, next) => {
  try {
    const user = await findUser(req.params.id);
    if (!user) {
      return res.status(404).json({ error: "not found" });
    }
    res.json(user);
  } catch (err) {
    next(err);
  }
});

app.post("/users", async (req, res, next) => {
  const { name } = req.body;
  if (!name) {
    return res.status(400).json({ error: "name is missing" });
  }
  try {
    const id = await addUser(name);
    res.status(201).json({ id });
  } catch (err) {
    next(err);
  }
});

app.use((err, req, res, next) => {
  console.error(err);
  res.status(500).json({ error: "internal error" });
});

async function main() {
  const args = process.argv.slice(2);
  for (const arg of args) {
    console.log(arg);
  }
  app.listen(port, "127.0.0.1", () => {
    console.log(`listening on ${port}`);
  });
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
