/** Personal data is collected that the policy does not list at all: reported at the place of collection. */
import { defineRule } from "../../src/model/index.ts";
import type { Collection, Draft, JudgedCollection, RuleInput } from "../../src/model/index.ts";
import { expressions, labels, verb } from "./parts/wording.ts";

const how: Record<Collection["how"], string> = {
  api: "read here", schema: "stored in this schema", form: "asked for in this form",
};

/** Sure before likely, then by place: the first stands for the rest. */
function byStrength(a: Collection, b: Collection): number {
  return Number(a.certainty === "likely") - Number(b.certainty === "likely")
    || a.location.line - b.location.line || a.location.column - b.location.column;
}

function toDraft(collections: Collection[], { dataType, inventory }: RuleInput): Draft {
  const sorted = [...collections].sort(byStrength);
  const first = sorted[0]!;
  const type = first.dataType;
  const isVerb = verb([type], dataType, "is", "are");
  const policy = inventory.file === null ? "" : " The policy does not mention it.";
  return {
    severity: dataType(type).isPseudonymous ? "warning" : "error",
    certainty: first.certainty,
    verdict: "omitted",
    dataTypes: [type],
    surface: null,
    recipient: null,
    what: `${labels([type], dataType)} ${isVerb} ${how[first.how]}.${policy}`,
    fix: `Do without ${expressions(sorted.map(({ expression }) => expression))}, or, where the policy says so, declare ${type}.`,
    location: first.location,
    sources: sorted.map(({ location, expression }) => ({ dataType: type, file: location.file, line: location.line, column: location.column, expression })),
    path: [{ kind: "source", file: first.location.file, line: first.location.line, column: first.location.column, note: first.reason }],
    inventory: null,
    subject: `collection of ${type}`,
  };
}

function perTypeAndFile(judged: readonly JudgedCollection[]): Collection[][] {
  const groups = new Map<string, Collection[]>();
  for (const { collection } of judged) {
    const key = `${collection.location.file}\n${collection.dataType}`;
    groups.set(key, [...(groups.get(key) ?? []), collection]);
  }
  return [...groups.values()];
}

export default defineRule({
  id: "undeclared-collection",
  summary: "Personal data is collected that the policy does not list at all.",
  why: "A policy has to name what is collected; data that is not on the list was never announced to the people it is about.",
  severity: "error",
  check: (input): Draft[] =>
    perTypeAndFile(input.collections.filter(({ answer }) => answer.verdict === "omitted"))
      .map((group) => toDraft(group, input)),
});
