/** keptFacts: the Facts a run need not make itself, out of the files it was given and out of the cache. */
import type { FactsCache, FactsFile } from "../cache/index.ts";
import { UserError } from "../errors.ts";
import { buildOf } from "./build.ts";
import type { LintOptions } from "./options.ts";

const howMade = "Write one with `privacy-lint scan --shard 1/4 --format facts=1.facts`.";

interface Given { path: string; file: FactsFile }

function checkVersion({ path, file }: Given, factsVersion: string): void {
  if (file.factsVersion === factsVersion) return;
  throw new UserError({ what: `${path} was written by another version of privacy-lint.`, fix: "Write and merge facts files with the same version." });
}

/** A share that is missing would only be slow; that it is missing says that something went wrong before. */
function checkShares(given: readonly Given[]): void {
  const seen = new Map<string, string>();
  let expected: { count: number; path: string } | undefined;
  for (const { path, file: { share } } of given) {
    if (share === null) continue;
    const { index, count } = share;
    expected ??= { count, path };
    if (count !== expected.count) {
      throw new UserError({ what: `${expected.path} is a share of ${expected.count}, ${path} is one of ${count}.`, fix: "Merge the shares of one division." });
    }
    const before = seen.get(`${index}/${count}`);
    if (before !== undefined) throw new UserError({ what: `${before} and ${path} are both share ${index}/${count}.`, fix: "Give each share once." });
    seen.set(`${index}/${count}`, path);
  }
  const missing = Array.from({ length: expected?.count ?? 0 }, (_, at) => `${at + 1}/${expected?.count}`).filter((name) => !seen.has(name));
  if (missing.length > 0) {
    throw new UserError({ what: `${missing.length === 1 ? "Share" : "Shares"} ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not among the files to merge.`, fix: "Give the files of all shares; did one of the runs fail?" });
  }
}

export async function keptFacts({ facts: paths }: LintOptions, cache: FactsCache | undefined): Promise<FactsCache | undefined> {
  if (paths === undefined || paths.length === 0) return cache;
  const { factsFrom, openFactsFile } = await import("../cache/index.ts");
  const version = buildOf().facts;
  const given = paths.map((path): Given => {
    const file = openFactsFile(path);
    if (file === undefined) throw new UserError({ what: `${path} is no facts file, or it is damaged.`, fix: howMade });
    checkVersion({ path, file }, version);
    return { path, file };
  });
  checkShares(given);
  return factsFrom(given.map(({ file }) => file), version, cache);
}
