/** A folder of its own for each test, a real git repository on wish, gone afterwards. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];
afterEach(() => { for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true }); });

/** Without what a surrounding hook or a user's settings would bring in. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return {
    ...Object.fromEntries(kept), GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.com",
  };
}

export class Folder {
  readonly path: string;
  constructor(path: string) { this.path = path; }

  write(files: Readonly<Record<string, string | Buffer | object>>): this {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    }
    return this;
  }

  git(...args: string[]): string {
    return execFileSync("git", ["-c", "protocol.file.allow=always", ...args], { cwd: this.path, encoding: "utf8", env: gitEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
  }

  commit(message = "change"): string {
    this.git("add", "-A");
    this.git("commit", "-q", "-m", message);
    return this.git("rev-parse", "HEAD").trim();
  }

  at(name: string): string { return join(this.path, name); }
}

export function makeFolder(files: Readonly<Record<string, string | Buffer | object>> = {}): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-")));
  made.push(path);
  return new Folder(path).write(files);
}

export function makeRepository(files: Readonly<Record<string, string | Buffer | object>> = {}): Folder {
  const folder = makeFolder(files);
  folder.git("init", "-q", "-b", "main");
  return folder;
}
