/** A test that prints fails: output belongs to the command line, and a stray line hides the next real one. */
import { afterEach, beforeEach, expect, vi } from "vitest";

const methods = ["log", "info", "warn", "error", "debug"] as const;
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      printed.push(`console.${method}: ${args.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  const seen = [...printed];
  vi.restoreAllMocks();
  expect(seen, "a test printed to the console").toEqual([]);
});
