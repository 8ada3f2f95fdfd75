/** `scan --shard i/n --format facts=FILE`: extracts and judges nothing; `merge` does the rest. */
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { extractShare } from "../lint.ts";
import type { LintOptions, Share } from "../lint.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { makeRoomFor } from "./files.ts";
import { write } from "./io.ts";

const isFacts = (format: string): boolean => format === "facts" || format.startsWith("facts=");

/** The file the Facts go to; undefined when reports are wanted. */
export function factsFileOf(formats: readonly string[] | undefined, shard: string | undefined): string | undefined {
  const facts = formats?.find(isFacts);
  if (facts === undefined) {
    if (shard === undefined) return undefined;
    throw new UserError({ what: "A shard alone cannot be judged.", fix: `Write its Facts, \`--shard ${shard} --format facts=FILE\`, and judge all shards with \`privacy-lint merge\`.` });
  }
  const path = facts.slice("facts=".length);
  if (path === "") throw new UserError({ what: "`--format facts` names no file.", fix: "Write `--format facts=FILE`." });
  if (formats?.length !== 1) throw new UserError({ what: "A run that writes Facts judges nothing, so it has no other output.", fix: "Make the reports with `privacy-lint merge`." });
  return path;
}

export function readShard(text: string | undefined): Share | null {
  if (text === undefined) return null;
  const [index = 0, count = 0] = /^\d{1,6}\/\d{1,6}$/.test(text) ? text.split("/").map(Number) : [];
  if (index >= 1 && index <= count) return { index, count };
  throw new UserError({ what: `\`--shard ${text}\` is no share.`, fix: "Write which of how many: `--shard 1/4` to `--shard 4/4`." });
}

export async function scanFacts(asked: LintOptions, share: Share | null, file: string, { io }: Context): Promise<number> {
  makeRoomFor(file, io);
  const { files, parsed } = await extractShare(asked, share, resolve(io.cwd, file));
  await write(io.stderr, `${file}: Facts of ${files} ${files === 1 ? "file" : "files"}, ${parsed} parsed\n`);
  return exitCodes.clean;
}
