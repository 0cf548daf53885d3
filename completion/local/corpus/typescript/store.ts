import { createHash, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import type { Request, Response } from "express";

export interface User {
  id: string;
  name: string;
  email?: string;
  tags: string[];
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Error };

export enum Level {
  Debug = "debug",
  Info = "info",
  Error = "error",
}

export interface Store<T> {
  get(id: string): Promise<T | undefined>;
  set(id: string, value: T): Promise<void>;
}

export class NotFoundError extends Error {
  constructor(public readonly id: string) {
    super(`no such id: ${id}`);
    this.name = "NotFoundError";
  }
}

export class MemoryStore<T> implements Store<T> {
  private readonly values = new Map<string, T>();

  async get(id: string): Promise<T | undefined> {
    return this.values.get(id);
  }

  async set(id: string, value: T): Promise<void> {
    this.values.set(id, value);
  }

  get size(): number {
    return this.values.size;
  }
}

export class UserService {
  constructor(private readonly store: Store<User>) {}

  async find(id: string): Promise<User> {
    const user = await this.store.get(id);
    if (user === undefined) {
      throw new NotFoundError(id);
    }
    return user;
  }

  async create(name: string): Promise<User> {
    const user: User = { id: randomUUID(), name, tags: [] };
    await this.store.set(user.id, user);
    return user;
  }
}

export function digest(data: string): string {
  return createHash("sha256").update(data).digest("hex");
}

export async function load<T>(file: string): Promise<T> {
  const text = await readFile(file, "utf8");
  return JSON.parse(text) as T;
}

export async function save(file: string, data: unknown): Promise<void> {
  await writeFile(file, JSON.stringify(data, null, 2));
}

export function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { shell: false });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

export async function getUser(req: Request, res: Response): Promise<void> {
  try {
    const user = await service.find(req.params.id);
    res.json(user);
  } catch (err) {
    if (err instanceof NotFoundError) {
      res.status(404).json({ error: err.message });
      return;
    }
    res.status(500).json({ error: "internal error" });
  }
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) {
    total += value;
  }
  return total;
}

export function toMap<K extends string, V>(pairs: Array<[K, V]>): Record<K, V> {
  return Object.fromEntries(pairs) as Record<K, V>;
}

export function describe(level: Level): string {
  switch (level) {
    case Level.Debug:
      return "debug";
    case Level.Info:
      return "info";
    default:
      return "error";
  }
}

const service = new UserService(new MemoryStore<User>());

async function main(): Promise<void> {
  const user = await service.create("Ann");
  console.log(user.name);
}

main().catch((err: unknown) => {
  console.error(err);
  process.exit(1);
});
