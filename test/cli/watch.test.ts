/** `--watch` as a process: it reports, waits, reports again when a file changes, and ends by Ctrl-C. Needs `npm run build`. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { leaky, project, removeProjects, write } from "./run.ts";

afterAll(removeProjects);

const bin = fileURLToPath(new URL("../../bin/privacy-lint.js", import.meta.url));

it("reports again after a change, a mistake in the configuration, and in a new folder", { timeout: 120_000 }, async () => {
  const cwd = project(leaky);
  const child = spawn(process.execPath, [bin, "--watch", "--no-inventory", "--format", "text", "--format", "json=result.json"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { text += chunk.toString(); });
  /** What was said since the last time, once it waits. */
  const next = async (): Promise<string> => {
    for (let tries = 0; !/Watching \d+ folders?\. Ctrl-C ends\.\n$/.test(text); tries++) {
      if (tries > 600) throw new Error(`it never waited: ${text}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    const said = text;
    text = "";
    return said;
  };
  expect(await next()).toContain("src/accounts.ts:3:3");
  // Its own report is no change.
  await new Promise((done) => setTimeout(done, 400));
  expect(text).toBe("");

  write(cwd, { "src/accounts.ts": "export const gone = 1;\n" });
  const mended = await next();
  expect(mended).toContain("api/calls.ts:3:3");
  expect(mended).not.toContain("src/accounts.ts:3:3");

  write(cwd, { ".privacylintrc": "{ \"rulez\": {} }" });
  expect(await next()).toContain("There is no key `rulez`");
  write(cwd, { ".privacylintrc": "{}" });
  expect(await next()).toContain("api/calls.ts:3:3");

  write(cwd, { "web/new.ts": "import type { User } from \"../src/user\";\nexport const show = (user: User): void => console.log(user.email);\n" });
  expect(await next()).toContain("web/new.ts:2");

  const ended = new Promise((done) => child.on("exit", (_code, signal) => { done(signal); }));
  child.kill("SIGINT");
  expect(await ended).toBe("SIGINT");
});
