/** Nothing blows up: twice the code of a kind that explodes elsewhere is about twice the work, counted, not timed. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { discoverProject } from "../../src/discover/index.ts";
import { openFacts } from "../../src/extract/index.ts";
import { link } from "../../src/link/index.ts";
import { Evaluator } from "../../src/trace/evaluate.ts";
import { trace } from "../../src/trace/index.ts";

type Files = Record<string, string>;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const user = "export interface User { email: string; plan: string }\n";

/** One interface, many classes that implement it, one of which prints. */
function dispatch(count: number): Files {
  const files: Files = { "src/user.ts": `${user}export interface Handler { handle(user: User): string }\n` };
  for (const at of range(count)) {
    files[`src/handlers/h${at}.ts`] = `import type { Handler, User } from "../user";\nexport class H${at} implements Handler {\n  handle(user: User): string { return "h${at}" + (${at} === 0 ? user.email : user.plan); }\n}\n`;
  }
  files["src/main.ts"] = `import type { Handler, User } from "./user";\nexport function run(handler: Handler, user: User): void {\n  console.log(handler.handle(user));\n}\n`;
  return files;
}

/** Functions that call each other in a ring, and one that prints. */
function ring(count: number): Files {
  const bodies = range(count).map((at) => `export function f${at}(user: User, left: number): string { return left === 0 ? user.email : f${(at + 1) % count}(user, left - 1) + f${(at + 7) % count}(user, left - 2); }`);
  return { "src/ring.ts": `import type { User } from "./user";\n${bodies.join("\n")}\nexport const say = (user: User): void => console.log(f0(user, 9));\n`, "src/user.ts": user };
}

/** A call handed down through many files. */
function chain(count: number): Files {
  const files: Files = { "src/f0.ts": "export function f0(line: string): void { console.log(line); }\n", "src/user.ts": user };
  for (const at of range(count).slice(1)) files[`src/f${at}.ts`] = `import { f${at - 1} } from "./f${at - 1}";\nexport function f${at}(line: string): void { f${at - 1}(line); }\n`;
  files["src/main.ts"] = `import { f${count - 1} } from "./f${count - 1}";\nimport type { User } from "./user";\nexport const start = (user: User): void => f${count - 1}(user.email);\n`;
  return files;
}

/** A barrel of re-exports, all of them used. */
function barrel(count: number): Files {
  const files: Files = { "src/user.ts": user, "src/index.ts": range(count).map((at) => `export * from "./parts/p${at}";`).join("\n") };
  for (const at of range(count)) files[`src/parts/p${at}.ts`] = `export function part${at}(line: string): string { return line + "${at}"; }\n`;
  files["src/main.ts"] = `import { part0, part${count - 1} } from "./index";\nimport type { User } from "./user";\nexport function run(user: User): void {\n  console.log(part${count - 1}(user.email));\n  console.log(part0(user.plan));\n}\n`;
  return files;
}

/** A generated client: one class with very many methods that go through one request. */
function client(count: number): Files {
  const methods = range(count).map((at) => `  async op${at}(body: { email: string; plan: string }): Promise<{ id: string }> {\n    return this.request("/op/${at}", body);\n  }`);
  return {
    "src/client.ts": `export class Client {\n  private async request(path: string, body: unknown): Promise<{ id: string }> {\n    console.debug(path);\n    return { id: String(body) };\n  }\n${methods.join("\n")}\n}\n`,
    "src/user.ts": user,
    "src/main.ts": `import { Client } from "./client";\nimport type { User } from "./user";\nexport async function run(user: User): Promise<void> {\n  const client = new Client();\n  const answer = await client.op1(user);\n  console.log(user.email, answer);\n}\n`,
  };
}

/** Wrappers around wrappers, each called from many places. */
function wrappers(count: number): Files {
  const files: Files = { "src/user.ts": user, "src/log.ts": "export const makeLog = (scope: string) => (line: string, detail?: unknown): void => console.log(scope, line, detail);\n" };
  for (const at of range(count)) files[`src/m${at}.ts`] = `import { makeLog } from "./log";\nimport type { User } from "./user";\nconst log = makeLog("m${at}");\nexport function work${at}(user: User): void {\n  log("start", user.plan);\n  log("end", { email: user.email });\n}\n`;
  return files;
}

const roots: string[] = [];

async function stepsOf(files: Files): Promise<{ steps: number; flows: number; notes: string[] }> {
  const root = mkdtempSync(join(tmpdir(), "growth-"));
  roots.push(root);
  for (const [path, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const project = await discoverProject({ root });
  const facts = await openFacts(project);
  const { evaluate } = Evaluator.prototype;
  let steps = 0;
  Evaluator.prototype.evaluate = function counted(...given) {
    steps++;
    return evaluate.apply(this, given);
  };
  try {
    const { flows, notes } = trace(link(project, facts, loadCatalog()), { bytes: facts.bytes });
    return { steps, flows: flows.length, notes: notes.map(({ kind, file }) => `${kind} ${file ?? ""}`) };
  } finally {
    Evaluator.prototype.evaluate = evaluate;
    facts.close();
  }
}

describe("work grows with the code", () => {
  afterEach(() => { for (const root of roots.splice(0)) rmSync(root, { recursive: true }); });

  it.each<[string, (count: number) => Files, number]>([
    ["implementations of one interface", dispatch, 250],
    ["mutual recursion", ring, 100],
    ["a chain of calls", chain, 25],
    ["a barrel of re-exports", barrel, 1000],
    ["a generated client", client, 2000],
    ["wrappers made by a function", wrappers, 100],
  ])("%s", async (_name, generate, count) => {
    const once = await stepsOf(generate(count));
    const twice = await stepsOf(generate(count * 2));
    expect(once.flows).toBeGreaterThan(0);
    expect(twice.steps).toBeLessThan(once.steps * 2.5 + 500);
  }, 60_000);

  it("and what a bound leaves out is said", async () => {
    expect((await stepsOf(dispatch(10))).notes).toEqual([]);
    expect((await stepsOf(dispatch(60))).notes).toEqual(["bound src/main.ts"]);
  }, 60_000);
});
