/** A payload whose fields cannot be known leaves the application: it may hold any field. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, Flow, RuleInput, Surface } from "../../src/model/index.ts";
import { byCall } from "./parts/flow-finding.ts";
import { asContinuation, expressions, list, place, unique } from "./parts/wording.ts";

/** Storing a request or answering with a record is what an application is for. */
const isQuiet: ReadonlySet<Surface> = new Set(["storage", "response"]);

function toDraft(flow: Flow, { dataType }: RuleInput): Draft {
  const first = flow.opaque[0]!;
  const types = unique(flow.opaque.flatMap(({ mayContain }) => mayContain)).sort();
  const examples = types.slice(0, 3).map((type) => asContinuation(dataType(type).label));
  const contents = examples.length === 0 ? "any field" : `any field, such as ${list(examples, "or")}`;
  const isOne = unique(flow.opaque.map(({ source }) => source.expression)).length === 1;
  const shown = expressions(flow.opaque.map(({ source }) => source.expression));
  return {
    severity: flow.developmentOnly ? "info" : "warning",
    certainty: flow.sinkCertainty,
    verdict: null,
    // What it may hold is a guess: said in words, not claimed as data types.
    dataTypes: [],
    surface: flow.surface,
    recipient: flow.recipient,
    what: `${shown} (${list(unique(flow.opaque.map(({ label }) => label)))}) ${isOne ? "goes" : "go"} whole to ${place(flow.surface, flow.recipient)}; ${isOne ? "it" : "they"} may hold ${contents}.`,
    fix: "Pass the fields that are needed, by name.",
    location: flow.location,
    sources: [],
    path: first.path,
    inventory: null,
    subject: `${flow.callee} -> ${flow.surface} ${flow.recipient.id}: ${unique(flow.opaque.map(({ source }) => source.expression)).sort().join(", ")}`,
  };
}

export default defineRule({
  id: "opaque-payload",
  summary: "A whole request body, all headers or an untyped record leaves the application.",
  why: "Nobody can say what is in it, so nobody can say that the policy covers it; next month's new field goes along unseen.",
  severity: "warning",
  check: (input) => byCall(input.flows)
    .filter(({ flow }) => flow.opaque.length > 0 && !isQuiet.has(flow.surface))
    .map(({ flow }) => toDraft(flow, input)),
});
