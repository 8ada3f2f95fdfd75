/** SavedAnalysis: what a run found, as plain data, so that another inventory can answer for it without a scan. */
import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { buildOf } from "./build.ts";
import type { Examined, Found } from "./examine.ts";
import { judgeFound } from "./examine.ts";
import type { LintOptions } from "./options.ts";
import { limitsAsked, loadPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";
import type { Settings } from "./settings.ts";
import type { Watch } from "./stopwatch.ts";

export interface SavedAnalysis extends Omit<Found, "directives"> {
  kind: "privacy-lint analysis";
  schemaVersion: 1;
  /** Build of the tool: another one may find something else. */
  tool: string;
  /** Hash of all in configuration and inventories that decides what is found; the rest only decides what is said of it. */
  asked: string;
  directives: [path: string, of: Found["directives"] extends Map<string, infer T> ? T : never][];
  textsRead: string[];
}

function askedOf({ config }: Settings, { governed }: Policy): string {
  const { include, exclude, includeTests, strict, ownDomains, vendors, loggers, dataTypes, sources, sanitizers, identifiers } = config;
  const taught = governed.flatMap(({ own }) => (own === null ? [] : [[Object.entries(own.identifiers.add), own.identifiers.ignore, own.organization?.domains ?? []]]))
    .filter((lists) => lists.some((list) => list.length > 0));
  const asked = [include, exclude, includeTests, strict, ownDomains, vendors, loggers, dataTypes, sources, sanitizers, identifiers, taught, limitsAsked(governed)];
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 32);
}

export function saveAnalysis({ found, policy, textsRead }: Pick<Examined, "found" | "policy" | "textsRead">, settings: Settings): SavedAnalysis {
  const { project: { files, packages }, analysis, directives, notes } = found;
  return {
    kind: "privacy-lint analysis", schemaVersion: 1, tool: buildOf().tool, asked: askedOf(settings, policy),
    project: { files, packages }, analysis, directives: [...directives], notes, textsRead,
  };
}

export interface JudgedAgain { now: Examined; settings: Settings }

/** Undefined when the inventory or the configuration now asks for more than was looked for; `before` is left as it is. */
export async function judgeSaved(saved: SavedAnalysis, before: Settings, options: LintOptions, run: Watch): Promise<JudgedAgain | undefined> {
  // The configurations of packages are added to it.
  const settings = { ...before, config: structuredClone(before.config), configFiles: [...before.configFiles] };
  const found: Found = { project: saved.project, analysis: saved.analysis, directives: new Map(saved.directives), notes: saved.notes };
  const policy = await run("policy", () => loadPolicy(found.project, settings, options));
  if (askedOf(settings, policy) !== saved.asked) return undefined;
  const judged = await judgeFound(found, policy, settings, options, run);
  return { settings, now: { found, policy, facts: null, textsRead: saved.textsRead, ...judged } };
}

/** `name` is for messages. Null: the text is something else. */
export function parseAnalysis(text: string, name: string): SavedAnalysis | null {
  if (!text.startsWith('{"kind":"privacy-lint analysis"')) return null;
  let saved: SavedAnalysis;
  try {
    saved = JSON.parse(text) as SavedAnalysis;
  } catch {
    throw new UserError({ what: `${name} is cut off or damaged.`, fix: "Make it again with `--format analysis=FILE`." });
  }
  if (saved.tool === buildOf().tool) return saved;
  throw new UserError({ what: `${name} was written by another version of privacy-lint.`, fix: "Scan and check with the same version." });
}
