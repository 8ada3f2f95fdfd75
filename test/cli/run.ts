/** Runs one command line in this process, with streams that remember, and makes small projects to run it on. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import type { Io, OutputStream } from "../../src/cli/io.ts";

export interface Ran { code: number; out: string; err: string }
export interface World { cwd: string; env?: Record<string, string>; isTTY?: boolean; stdin?: string }

interface Remembering extends OutputStream { text: string }

function stream(isTTY: boolean): Remembering {
  return {
    text: "", isTTY, columns: 100,
    write(text, done) {
      this.text += text;
      done?.();
      return true;
    },
  };
}

/** The clock stands still: suppressions and elapsed time do not depend on the day. */
const noon = Date.parse("2026-01-01T12:00:00Z");

export async function run(argv: string[], { cwd, env = {}, isTTY = false, stdin = "" }: World): Promise<Ran> {
  const [stdout, stderr] = [stream(isTTY), stream(isTTY)];
  const io: Io = { cwd, env, stdin: Readable.from(stdin === "" ? [] : [stdin]), stdout, stderr, now: () => noon };
  const code = await main(argv, io);
  return { code, out: stdout.text, err: stderr.text };
}

const made: string[] = [];

export function project(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-")));
  made.push(root);
  write(root, files);
  return root;
}

export function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export function removeProjects(): void {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}

export function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", ...args], { cwd: root, stdio: "pipe" });
}

const user = "export interface User { id: string; email: string; phoneNumber: string }\n";

/** Two leaks: an e-mail address in the console, a phone number in the console of another folder. */
export const leaky: Record<string, string> = {
  "package.json": "{ \"name\": \"leaky\" }\n",
  "src/user.ts": user,
  "src/accounts.ts": "import type { User } from \"./user\";\nexport function welcome(user: User): void {\n  console.log(\"welcome\", user.email);\n}\n",
  "api/calls.ts": "import type { User } from \"../src/user\";\nexport function dial(user: User): void {\n  console.log(\"dialing\", user.phoneNumber);\n}\n",
};

export const inventory = "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage, log]\n";
