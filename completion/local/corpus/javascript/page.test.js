import { describe, expect, it, beforeEach } from "vitest";
import { Stack, average, sum, unique } from "./page.js";

describe("sum", () => {
  it("adds numbers", () => {
    expect(sum([1, 2, 3])).toBe(6);
  });

  it("is zero for nothing", () => {
    expect(sum([])).toBe(0);
    expect(average([])).toEqual(0);
  });
});

describe("Stack", () => {
  let stack;

  beforeEach(() => {
    stack = new Stack();
  });

  it("pops what was pushed", () => {
    stack.push(1);
    expect(stack.pop()).toBe(1);
    expect(stack.size).toBe(0);
  });

  it("throws when it is empty", () => {
    expect(() => stack.pop()).toThrow();
  });
});

it("finds unique values", async () => {
  expect(unique([1, 1])).toEqual([1]);
});
