/**
 * Writes a monorepo of a given size that looks like real ones to this tool: packages with barrels, deep imports, wrappers
 * around a logger and an analytics client, services, components, a generated client, and mostly code that sends nothing
 * anywhere. The same size gives the same bytes.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { clientFile, componentFile, libraryFiles, modelFile, pureFile, serviceFile } from "./files.ts";

/** Lines of one package; a larger repository has more of them, not larger ones. */
const usual = 10_000;

export interface Generated { files: number; lines: number; packages: number }

export function generateRepository(root: string, lines: number, linesPerPackage = usual): Generated {
  const packages = Math.max(Math.round(lines / linesPerPackage), 1);
  const total: Generated = { files: 0, lines: 0, packages };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    total.files++;
    total.lines += text.split("\n").length - 1;
  };
  write("package.json", `${JSON.stringify({ name: "generated", private: true, workspaces: ["packages/*"] }, null, 2)}\n`);
  write("tsconfig.json", `${JSON.stringify({ compilerOptions: { baseUrl: ".", paths: { "~/*": ["packages/*"] } } }, null, 2)}\n`);
  const budget = Math.min(lines, linesPerPackage);
  for (let at = 0; at < packages; at++) writePackage(write, at, budget);
  return total;
}

function writePackage(write: (path: string, text: string) => void, at: number, budget: number): void {
  const dir = `packages/p${at}`;
  // Neighbours, and now and then one far away: imports go deep without everything reaching everything.
  const uses = [at - 1, at - 2, at % 7 === 0 ? at >> 1 : -1].filter((other, place, all) => other >= 0 && other < at && all.indexOf(other) === place);
  write(`${dir}/package.json`, `${JSON.stringify({
    name: `@acme/p${at}`, version: "1.0.0", main: "src/index.ts",
    dependencies: { pino: "9.0.0", "posthog-node": "4.0.0", react: "19.0.0", ...Object.fromEntries(uses.map((other) => [`@acme/p${other}`, "workspace:*"])) },
  }, null, 2)}\n`);
  let lines = 0;
  const exported: string[] = [];
  const add = (path: string, text: string, isPublic = false): void => {
    write(`${dir}/src/${path}`, text);
    lines += text.split("\n").length - 1;
    if (isPublic) exported.push(path.replace(/\.tsx?$/, ""));
  };
  for (const [path, text] of libraryFiles(uses)) add(path, text, true);
  add("api/client.ts", clientFile(at), true);
  for (let round = 0; lines < budget; round++) {
    add(`models/model${round}.ts`, modelFile(at, round), true);
    add(`services/service${round}.ts`, serviceFile(at, round, uses), round % 3 === 0);
    add(`components/View${round}.tsx`, componentFile(at, round));
    for (let pure = 0; pure < 6; pure++) add(`domain/part${round}-${pure}.ts`, pureFile(at, round, pure));
  }
  write(`${dir}/src/index.ts`, `${exported.map((path) => `export * from "./${path}";`).join("\n")}\n`);
}
