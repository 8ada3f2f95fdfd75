/** extractShare: the first half of a run, for a part of the files; another run, maybe elsewhere, does the second half. */
import { createHash } from "node:crypto";
import type { Share } from "../cache/index.ts";
import { UserError } from "../errors.ts";
import type { SourceFile } from "../model/index.ts";
import { buildOf } from "./build.ts";
import { openOwnCache } from "./memory.ts";
import type { LintOptions } from "./options.ts";
import { scopeOf } from "./scope.ts";
import { loadSettings } from "./settings.ts";
import { stopwatch } from "./stopwatch.ts";

export type { Share } from "../cache/index.ts";

/** Files looked at, and how many of them had to be parsed. */
export interface Extracted { files: number; parsed: number }

/** By its name, so that the share a file is in does not change when others come and go. */
const isIn = ({ index, count }: Share, path: string): boolean => createHash("sha256").update(path).digest().readUInt32BE(0) % count === index - 1;

/** Tests are seldom asked for; who does ask parses them. */
const isAskedFor = ({ role }: SourceFile): boolean => role !== "test";

/**
 * Writes the Facts of the files that the paths cover, or of a share of them, to a facts file at `to`, whole or not at all.
 * The same files make the same bytes. One file at a time is held in memory.
 */
export async function extractShare(options: LintOptions, share: Share | null, to: string): Promise<Extracted> {
  if (options.staged === true || options.since !== undefined) {
    throw new UserError({ what: "Facts are written of a whole project.", fix: "Give `--staged` or `--since` to `privacy-lint merge`." });
  }
  const run = stopwatch(options);
  const own = await openOwnCache(options);
  const settings = await run("settings", () => loadSettings(options));
  const project = await run("discover", async () => (await import("../discover/index.ts")).discoverProject({
    root: options.root, ...settings.config, ...(options.projectFiles && { listed: options.projectFiles }),
  }));
  const { covers } = scopeOf(options.paths, options.root, project);
  const paths = project.files.filter((file) => isAskedFor(file) && covers(file.path) && (share === null || isIn(share, file.path))).map(({ path }) => path);
  return run("extract", async () => {
    const [{ openFacts }, { createFactsFile, factsInto }] = await Promise.all([import("../extract/index.ts"), import("../cache/index.ts")]);
    const factsVersion = buildOf().facts;
    const writer = createFactsFile(to, { factsVersion, share });
    try {
      const known = own?.cache.facts;
      const facts = await openFacts(project, { cache: factsInto(writer, factsVersion, known), ...(options.threads !== undefined && { threads: options.threads }) });
      facts.prefetch(paths);
      for (const path of paths) {
        const key = facts.store(path);
        const text = key === undefined || writer.has(key) ? undefined : known?.text(key);
        if (key !== undefined && text !== undefined) writer.add(key, text);
      }
      facts.close();
      writer.finish();
      own?.cache.save();
      return { files: paths.length, parsed: facts.stats.filesParsed };
    } catch (error) {
      writer.drop();
      throw error;
    }
  });
}
