/** A small application in a repository of its own, with privacy-lint installed; commits go through its hooks. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkPackages, plainEnvironment } from "../consumers/tarball.ts";
import type { Installation } from "../consumers/tarball.ts";

export interface Done { code: number; text: string }

const files: Record<string, string> = {
  "package.json": "{ \"name\": \"app\", \"private\": true }\n",
  ".gitignore": "node_modules\n",
  "privacy-inventory.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n",
  "src/user.ts": "export interface User { id: string; email: string; phoneNumber: string }\n",
  // Known for long: no commit after this one is to blame.
  "src/old.ts": "import type { User } from \"./user\";\nexport const old = (user: User): void => console.log(user.phoneNumber);\n",
};

export const leak = "import type { User } from \"./user\";\nexport const welcome = (user: User): void => {\n  console.log(\"welcome\", user.email);\n};\n";
export const clean = "import type { User } from \"./user\";\nexport const welcome = (user: User): void => {\n  console.log(\"welcome\", user.id.length);\n};\n";

type Links = Parameters<typeof linkPackages>[1];

export class App {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-app-")));
  private readonly env = plainEnvironment({ HOME: this.root });

  constructor({ folder }: Pick<Installation, "folder">, others: Links = {}) {
    this.write(files);
    this.git("init", "-q", "-b", "main");
    this.git("add", "-A");
    this.git("commit", "-qm", "first");
    linkPackages(this.root, { "privacy-lint": { from: join(folder, "node_modules/privacy-lint"), bin: { "privacy-lint": "bin/privacy-lint.js" } }, ...others });
  }

  write(texts: Readonly<Record<string, string>>, mode?: number): void {
    for (const [name, text] of Object.entries(texts)) {
      const path = join(this.root, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      if (mode !== undefined) chmodSync(path, mode);
    }
  }

  git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8", env: this.env, stdio: ["ignore", "pipe", "pipe"] });
  }

  run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Done {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: this.root, encoding: "utf8", env: { ...this.env, ...env } });
    if (error) throw error;
    return { code: status ?? -1, text: `${stdout}${stderr}` };
  }

  commit(...args: string[]): Done { return this.run("git", ["commit", "-m", "change", ...args]); }
  commits(): number { return Number(this.git("rev-list", "--count", "HEAD")); }
  remove(): void { rmSync(this.root, { recursive: true, force: true }); }
}
