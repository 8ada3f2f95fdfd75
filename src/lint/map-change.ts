/** mapChange: how the map of the data differs from the one before a change. */
import type { Examined } from "./examine.ts";
import type { MapChange } from "../model/index.ts";

const difference = <T>(now: readonly T[], before: readonly T[], keyOf: (one: T) => string): T[] => {
  const known = new Set(before.map(keyOf));
  const added = new Map(now.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one]));
  return [...added.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

const collected = ({ found }: Examined): string[] => found.analysis.collections.filter(({ certainty }) => certainty === "sure").map(({ dataType }) => dataType);

export function mapChange(now: Examined, before: Examined): MapChange {
  return {
    collects: difference(collected(now), collected(before), (type) => type),
    vendors: difference(now.judged.vendors, before.judged.vendors, ({ id }) => id).map(({ name, declared }) => ({ name, declared })),
    flowsBefore: before.judged.flows,
    flowsNow: now.judged.flows,
  };
}
