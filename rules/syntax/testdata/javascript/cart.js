'use strict';

import fs, { readFile as read } from 'fs';
import * as path from "path";
const util = require('util');

export const RATE = 0.19, LIMIT = 1e3;
const WORD = /^[a-z/]+\/(\d{2,})$/gi;
let counter = 0;

/**
 * Adds up what is in a cart.
 */
export default function total(cart, { rate = RATE, ...rest } = {}) {
  let sum = 0;
  for (const item of cart.items) {
    if (!item || item.price <= 0) continue;
    sum += item.price * (item.count ?? 1) / 2;
  }
  for (let i = 0, n = rest.length; i < n; i++) {
    sum -= rest[i]?.value || 0;
  }
  return rate > 1 ? sum : sum * (1 + rate);
}

class Cart extends Base {
  #items = [];
  static count = 0;

  constructor(owner) {
    super(owner);
    this.owner = owner;
    Cart.count++;
  }

  get items() { return this.#items; }

  async load(name) {
    try {
      const text = await fs.promises.readFile(path.join(__dirname, `${name}.json`), 'utf8');
      this.#items = JSON.parse(text).filter((x) => x && WORD.test(x.name));
    } catch (err) {
      if (err.code !== "ENOENT") {
        throw new Error(`loading ${name}: ${err.message + `at ${new Date()}`}`);
      }
    } finally {
      counter += 1;
    }
    return this;
  }

  *[Symbol.iterator]() {
    yield* this.#items;
  }
}

const handlers = {
  'add-item': async (cart, item) => cart.items.push(item),
  remove(cart, index) {
    const { [index]: gone, ...kept } = cart.items;
    delete cart.items[index];
    return [gone, ...Object.values(kept)];
  },
  [RATE]: null,
};

function run(command, ...args) {
  switch (command) {
    case 'list':
      do {
        counter--;
      } while (counter > 0);
      break;
    default:
      label: while (true) { break label; }
  }
  const fn = handlers[command];
  return typeof fn === 'function' && fn(...args) instanceof Promise
    ? fn.apply(null, args)
    : util.inspect({ command, args, at: Date.now() });
}

setTimeout(function () {
  run('list').then((x) => {
    console.log("done", x);
  }, (e) => console.error('not\'done', e));
}, LIMIT);

module.exports = { Cart, run };
