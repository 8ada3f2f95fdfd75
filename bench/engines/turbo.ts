/** Turborepo with a remote cache server on this machine: by task of the root, and by Facts of each package. */
import { spawn, type ChildProcess } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { BenchError } from "../bench-error.ts";
import { git, install, makeWorkspace, packageFiles, plainRun, shOrFail, wider, write, type Step } from "./workspace.ts";

const team = "team_bench";
const token = "bench-token";

/** As docs/engines.md says it. */
const turboJson = {
  tasks: {
    "//#privacy:scan": { inputs: ["packages/*/src/**", "packages/*/package.json", "package.json", "tsconfig.json", ".privacylintrc*"], outputs: [".privacy/**"] },
    "privacy:facts": { inputs: ["src/**", "package.json"], outputs: [".privacy/**"] },
    "//#privacy:merge": { inputs: ["packages/*/src/**", "packages/*/package.json", "package.json", "tsconfig.json", ".privacylintrc*"], outputs: [".privacy/**"] },
  },
};

const scripts = {
  "privacy:scan": "privacy-lint --exit-zero --format analysis=.privacy/found.json --format json=.privacy/result.json",
  "privacy:merge": "privacy-lint merge packages --exit-zero --format analysis=.privacy/found.json --format json=.privacy/result.json",
  "privacy:check": "privacy-lint check --from .privacy/found.json --format json=.privacy/result.json",
};

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once("error", fail).listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => { done(typeof address === "object" && address ? address.port : 0); });
    });
  });
}

async function startServer(engines: string, storage: string): Promise<{ server: ChildProcess; env: Record<string, string> }> {
  const port = await freePort();
  mkdirSync(storage, { recursive: true });
  const server = spawn(process.execPath, [join(engines, "turborepo-remote-cache/dist/cli.js")], {
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOST: "127.0.0.1", TURBO_TOKEN: token, STORAGE_PROVIDER: "local", STORAGE_PATH: storage, LOG_LEVEL: "error" }, stdio: "ignore",
  });
  const api = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await fetch(`${api}/v8/artifacts/status`, { headers: { authorization: `Bearer ${token}` } }).then(({ ok }) => ok, () => false);
    if (isUp) return { server, env: { TURBO_API: api, TURBO_TOKEN: token, TURBO_TEAM: team, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" } };
    await new Promise((done) => setTimeout(done, 100));
  }
  server.kill();
  throw new BenchError("The remote cache server did not start.");
}

const recipes = {
  "task of the root": "turbo run //#privacy:scan",
  "Facts by package": "turbo run privacy:facts && turbo run //#privacy:merge",
} as const;

const cachedWords = (out: string): string => [...out.matchAll(/Cached:\s+(\d+) cached, (\d+) total/g)].map(([, cached, total]) => `${cached} of ${total} tasks from the cache`).join(", ");

async function measure(recipe: keyof typeof recipes, engines: string, top: string, packages: number): Promise<Step[]> {
  const [first, second] = [join(top, "first"), join(top, "second")];
  const dependencies = { pino: "9.0.0", "posthog-node": "4.0.0", react: "19.0.0" };
  makeWorkspace(first, packages, {
    "turbo.json": turboJson,
    "package.json": { name: "generated", private: true, packageManager: "npm@10.0.0", workspaces: ["packages/*"], scripts },
    ...packageFiles(packages, (at) => [`packages/p${at}/package.json`, {
      name: `@acme/p${at}`, version: "1.0.0", main: "src/index.ts", dependencies, scripts: { "privacy:facts": "privacy-lint scan . --root ../.. --format facts=.privacy/package.facts" },
    }]),
  });
  const { server, env } = await startServer(engines, join(top, "storage"));
  try {
    const steps: Step[] = [];
    const run = (root: string, what: string): void => {
      const ran = shOrFail(root, recipes[recipe], env);
      const gate = shOrFail(root, "privacy-lint check --from .privacy/found.json --fail-on never --format json=.privacy/result.json");
      const isSame = readFileSync(join(root, ".privacy/result.json"), "utf8") === plainRun(root);
      steps.push({ what: `${recipe}: ${what}`, wallMs: ran.wallMs + gate.wallMs, note: `${cachedWords(ran.out)}; gate ${gate.wallMs.toFixed(0)} ms; ${isSame ? "same bytes as a plain run" : "OTHER BYTES"}` });
    };
    install(first, engines);
    run(first, "cold");
    run(first, "nothing changed");
    git(top, "clone", "-q", first, second);
    install(second, engines);
    run(second, "second clone, from the remote cache");
    appendFileSync(join(second, "packages/p7/src/services/service0.ts"), "\nexport const added = (user: { email: string }): void => console.log(user.email);\n");
    run(second, "one package edited");
    write(second, { "privacy-inventory.yaml": wider });
    run(second, "inventory edited");
    return steps;
  } finally {
    server.kill();
  }
}

export async function turboSteps(engines: string, top: string, packages: number): Promise<Step[]> {
  const steps: Step[] = [];
  for (const recipe of ["task of the root", "Facts by package"] as const) steps.push(...await measure(recipe, engines, join(top, recipe.replaceAll(" ", "-")), packages));
  return steps;
}
