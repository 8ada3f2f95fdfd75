/** Which level and options a rule has for a file, and which file of the configuration says so. */
import { globMatcher } from "../glob.ts";
import type { Config, Level, Override } from "./config.ts";

type Matcher = (file: string) => boolean;
const matchers = new WeakMap<Override, Matcher>();

function matcherOf(override: Override): Matcher {
  let matches = matchers.get(override);
  if (!matches) {
    const isFor = globMatcher(override.files);
    const isNotFor = globMatcher(override.exclude);
    matches = (file) => isFor(file) && !isNotFor(file);
    matchers.set(override, matches);
  }
  return matches;
}

const lastFor = ({ overrides }: Config, file: string, speaks: (override: Override) => boolean): Override | undefined =>
  overrides.findLast((override) => speaks(override) && matcherOf(override)(file));

/** Undefined: nobody said anything, the rule's own level counts. */
export function levelFor(config: Config, rule: string, file: string): Level | undefined {
  return lastFor(config, file, ({ rules }) => rules[rule] !== undefined)?.rules[rule] ?? config.rules[rule];
}

export function optionsFor(config: Config, rule: string, file: string): Record<string, unknown> | undefined {
  return lastFor(config, file, ({ ruleOptions }) => ruleOptions[rule] !== undefined)?.ruleOptions[rule] ?? config.ruleOptions[rule];
}

/** All levels in force for a file, and the override's file for those that do not come from the main settings. */
export function levelsFor(config: Config, file: string): Record<string, { level: Level; from: string | null }> {
  const ids = new Set([...Object.keys(config.rules), ...config.overrides.flatMap(({ rules }) => Object.keys(rules))]);
  return Object.fromEntries([...ids].sort().flatMap((rule) => {
    const level = levelFor(config, rule, file);
    const override = lastFor(config, file, ({ rules }) => rules[rule] !== undefined);
    return level === undefined ? [] : [[rule, { level, from: override?.from ?? null }]];
  }));
}
