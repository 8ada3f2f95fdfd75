/** Path patterns, also for names with brackets. */
import { expect, it } from "vitest";
import { globMatcher } from "../../src/glob.ts";

it.each([
  ["src/**", "src/a/b.ts", true],
  ["src/**", "lib/a.ts", false],
  ["src/*.ts", "src/a.ts", true],
  ["src/*.ts", "src/a/b.ts", false],
  ["**/*.test.ts", "a.test.ts", true],
  ["**/*.test.ts", "x/y/a.test.ts", true],
  ["*.stories.tsx", "x/y/a.stories.tsx", true],
  ["packages/legacy", "packages/legacy/src/a.ts", true],
  ["packages/legacy/", "packages/legacy/src/a.ts", true],
  ["packages/legacy", "packages/legacy2/a.ts", false],
  ["./src", "src/a.ts", true],
  ["./src", "packages/src/a.ts", false],
  ["legacy", "packages/legacy/a.ts", true],
  [".", "any/file.ts", true],
  ["app/[id]/page.tsx", "app/[id]/page.tsx", true],
  ["app/[id]/*.tsx", "app/i/page.tsx", true],
  ["app/[id]/page.tsx", "app/x/page.tsx", false],
  ["app/[id]", "app/[id]/page.tsx", true],
  ["app/[...slug]/*.ts", "app/[...slug]/a.ts", true],
  ["app/[[...slug]]/**", "app/[[...slug]]/b/a.ts", true],
  ["pages/[id].*", "pages/[id].tsx", true],
  ["pages/[id].*", "pages/x.tsx", false],
  ["pages/[a-c].ts", "pages/b.ts", true],
  ["app/(group)/**/*.{ts,tsx}", "app/(group)/x/a.tsx", true],
  ["src/{a,b}/**", "src/c/x.ts", false],
  ["src/{a.ts", "src/{a.ts", true],
  ["src/file-[!0-9].ts", "src/file-1.ts", false],
  ["src/?.ts", "src/é.ts", true],
])("%s covers %s: %s", (pattern, path, expected) => expect(globMatcher([pattern])(path)).toBe(expected));

it("takes back what an exclamation mark names", () => {
  const matches = globMatcher(["src/**", "!src/generated"]);
  expect([matches("src/a.ts"), matches("src/generated/a.ts")]).toEqual([true, false]);
});
