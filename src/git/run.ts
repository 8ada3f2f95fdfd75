/** Runs git in the project's folder; what a user can mend is a UserError. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../errors.ts";

const execute = promisify(execFile);

/** No lock on the user's index, messages in English, paths taken as they are written. */
const environment = { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C", GIT_LITERAL_PATHSPECS: "1" };

export interface GitFailure { code: number; stderr: string }

const isFailure = (error: unknown): error is GitFailure => typeof (error as GitFailure).code === "number";

function asUserError(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") {
    return new UserError({ what: "git is not installed, or not on the PATH.", fix: "Install git, or run without `--staged` and `--since`." });
  }
  const said = isFailure(error) ? error.stderr : "";
  // Outside a repository `git diff` takes itself for a plain diff.
  if (/not a git repository|must be run in a work tree|usage: git diff --no-index/.test(said)) {
    return new UserError({ what: "This is not a git repository.", fix: "Run inside one, or without `--staged` and `--since`." });
  }
  if (/unable to read [0-9a-f]{40}|missing (?:blob|object)|bad object|from promisor remote/.test(said)) {
    return new UserError({
      what: "git lacks objects of this repository: it is a partial clone that cannot fetch now, or it is damaged.",
      fix: "Fetch them where there is a network (`git fetch --refetch`), or run without `--staged` and `--since`.",
    });
  }
  if (said.includes("dubious ownership")) {
    return new UserError({ what: "git does not trust this repository: it belongs to another user.", fix: "Run `git status` here; it says how to add the folder to `safe.directory`." });
  }
  return error;
}

export async function git(root: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute("git", args, { cwd: root, maxBuffer: 1 << 30, env: { ...process.env, ...environment } });
    return stdout;
  } catch (error) {
    throw asUserError(error);
  }
}

/** For questions whose answer may be no: null when git says no. */
export async function tryGit(root: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await git(root, args)).trimEnd();
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

export async function gitList(root: string, args: readonly string[]): Promise<string[]> {
  return (await git(root, args)).split("\0").filter((one) => one !== "");
}

/** With input; the answer as bytes. */
export async function pipeGit(root: string, args: readonly string[], input: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { cwd: root, env: { ...process.env, ...environment }, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.on("error", (error) => { reject(asUserError(error) as Error); });
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(asUserError(Object.assign(new Error("git failed"), { code, stderr: Buffer.concat(said).toString() })) as Error);
    });
    // git may end before it has read everything; `close` then says why.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
