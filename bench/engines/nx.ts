/** Nx with its local cache: Facts of each package as a cached target, a cached target of the root that merges them. */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { install, makeWorkspace, packageFiles, plainRun, shOrFail, wider, write, type Step } from "./workspace.ts";

/** As docs/engines.md says it. */
const nxJson = {
  targetDefaults: {
    "privacy:facts": { cache: true, inputs: ["{projectRoot}/src/**/*", "{projectRoot}/package.json"], outputs: ["{projectRoot}/.privacy"] },
    "privacy:merge": { cache: true, inputs: ["{workspaceRoot}/packages/*/src/**/*", "{workspaceRoot}/packages/*/package.json", "{workspaceRoot}/tsconfig.json"], outputs: ["{workspaceRoot}/.privacy"] },
  },
  analytics: false,
};

const env = { NX_DAEMON: "false", NX_NO_CLOUD: "true", NX_TUI: "false", DO_NOT_TRACK: "1" };

const hits = (out: string): string => {
  const read = [...out.matchAll(/read the output from the cache instead of running the command for (\d+) out of (\d+) tasks/g)];
  return read.length === 0 ? "no task from the cache" : read.map(([, cached, total]) => `${cached} of ${total} tasks from the cache`).join(", ");
};

export function nxSteps(engines: string, top: string, packages: number): Step[] {
  const root = join(top, "nx");
  makeWorkspace(root, packages, {
    "nx.json": nxJson,
    "package.json": {
      name: "generated", private: true, workspaces: ["packages/*"], nx: { includedScripts: ["privacy:merge"] },
      scripts: { "privacy:merge": "privacy-lint merge packages --exit-zero --format analysis=.privacy/found.json --format json=.privacy/result.json" },
    },
    ...packageFiles(packages, (at) => [`packages/p${at}/package.json`, {
      name: `@acme/p${at}`, version: "1.0.0", main: "src/index.ts", scripts: { "privacy:facts": "privacy-lint scan . --root ../.. --format facts=.privacy/package.facts" },
    }]),
  });
  install(root, engines);
  const steps: Step[] = [];
  const run = (what: string): void => {
    const ran = shOrFail(root, "nx run-many -t privacy:facts --output-style=static && nx run generated:privacy:merge --output-style=static", env);
    const gate = shOrFail(root, "privacy-lint check --from .privacy/found.json --fail-on never --format json=.privacy/result.json");
    const isSame = readFileSync(join(root, ".privacy/result.json"), "utf8") === plainRun(root);
    steps.push({ what, wallMs: ran.wallMs + gate.wallMs, note: `${hits(ran.out)}; gate ${gate.wallMs.toFixed(0)} ms; ${isSame ? "same bytes as a plain run" : "OTHER BYTES"}` });
  };
  run("cold");
  run("nothing changed");
  appendFileSync(join(root, "packages/p7/src/services/service0.ts"), "\nexport const added = (user: { email: string }): void => console.log(user.email);\n");
  run("one package edited");
  write(root, { "privacy-inventory.yaml": wider });
  run("inventory edited");
  return steps;
}
