import { EventEmitter } from "events";
import type { Readable } from 'stream';

export type Id = string | number;
type Handler<T> = (value: T, at?: Date) => void | Promise<void>;
type Keys<T extends object> = { readonly [K in keyof T]?: T[K] extends Function ? never : K };

export interface Item<T = unknown> extends Base {
  id: Id;
  readonly tags: string[];
  value?: T;
  [extra: string]: unknown;
  render(depth: number): string;
}

enum Level { Low = 1, High = Low << 1, Top = "top".length }

declare module "other" {
  export function helper(x: number): asserts x is 3;
}

abstract class Store<T extends Item> extends EventEmitter implements Iterable<T> {
  private items: Map<Id, T> = new Map();
  protected static instance?: Store<any>;

  constructor(public readonly name: string, private limit = 100) {
    super();
  }

  abstract load(source: Readable): Promise<void>;

  add(item: T): this;
  add(item: T, force: boolean): this;
  add(item: T, force = false): this {
    if (this.items.size >= this.limit && !force) {
      throw new RangeError(`store ${this.name} is full: ${this.items.size}/${this.limit}`);
    }
    this.items.set(item.id, item as T);
    this.emit("add", item!, <any>item.value);
    return this;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const [, item] of this.items) {
      yield item;
    }
  }

  find<K extends keyof T>(key: K, value: T[K]): T | undefined {
    const hits = Array.from(this.items.values()).filter((i) => i[key] === value);
    return hits.length > 0 ? hits[0] : undefined;
  }
}

export const handlers: Record<string, Handler<Item>[]> = {
  add: [async (value) => { console.log(value.id); }],
  remove: [],
};

export async function dispatch<T extends Item>(name: keyof typeof handlers, item: T): Promise<number> {
  let count = 0;
  for (const handler of handlers[name] ?? []) {
    try {
      await handler(item, new Date());
      count += 1;
    } catch (err: unknown) {
      if (err instanceof Error) {
        console.error(err.message);
      }
    }
  }
  const level: Level = count > 1 ? Level.High : Level.Low;
  return level satisfies number;
}

namespace Inner {
  export const pattern = /[/]\w+/u;
  export let last: [Id, Item?] | null = null;
}

export default Store;
