/** Reads and writes the files a user names on the command line. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { Io } from "./io.ts";

const reason = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "it does not exist";
  if (code === "EISDIR") return "it is a folder";
  return code === "EACCES" || code === "EPERM" ? "this user may not" : String(code ?? error);
};

export const readNamed = (file: string, io: Pick<Io, "cwd">, fix: string): string => readNamedBytes(file, io, fix).toString("utf8");

export function readNamedBytes(file: string, io: Pick<Io, "cwd">, fix: string): Buffer {
  try {
    return readFileSync(resolve(io.cwd, file));
  } catch (error) {
    throw new UserError({ what: `${file} cannot be read: ${reason(error)}.`, fix });
  }
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const cannotWrite = (file: string, error: unknown): UserError =>
  new UserError({ what: `${file} cannot be written: ${reason(error)}.`, fix: "Check the folder and its rights." });

/** Makes the folder of a file that will take long to make, and says early that it cannot be written. */
export function makeRoomFor(file: string, io: Pick<Io, "cwd">): void {
  const path = resolve(io.cwd, file);
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw Object.assign(new Error(), { code: "EISDIR" });
    mkdirSync(dirname(path), { recursive: true });
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** Whole or not at all: a run that is interrupted leaves the old file. */
export function writeNamed(file: string, text: string, io: Pick<Io, "cwd">): void {
  const path = resolve(io.cwd, file);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    // A device or pipe (`/dev/null`, `/dev/stdout`) is written to; a rename would replace it by a file.
    if (existsSync(path) && !statSync(path).isFile()) {
      writeFileSync(path, text);
      return;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw cannotWrite(file, error);
  }
}

export const readStdin = async (io: Pick<Io, "stdin">): Promise<string> => (await readStdinBytes(io)).toString("utf8");

export async function readStdinBytes({ stdin }: Pick<Io, "stdin">): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

/** A path as the user gave it, from the root with forward slashes. */
export function fromRoot(path: string, root: string, cwd: string): string {
  const inside = relative(root, resolve(cwd, path));
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new UserError({ what: `\`${path}\` is outside the project ${root}.`, fix: "Give a path below it, or the project with `--root`." });
  }
  return inside.split(sep).join("/");
}
