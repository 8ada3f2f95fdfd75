/** The code keeps data longer than the policy says. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, JudgedKeeping, Keeping, RuleInput } from "../../src/model/index.ts";
import { cite, labels, list, unique } from "./parts/wording.ts";

const day = 86_400;

/** `90 days`, `12 hours`: as people say it. */
function spoken(seconds: number): string {
  const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (seconds % day === 0 || seconds > 3 * day) return counted(Math.round(seconds / day), "day");
  return seconds >= 3600 ? counted(Math.round(seconds / 3600), "hour") : counted(Math.max(1, Math.round(seconds / 60)), "minute");
}

const places: Record<Keeping["what"], string> = {
  cookie: "in a cookie", session: "with a session", token: "in a token", cache: "in the cache", database: "in the database", log: "in the log", "object-storage": "in object storage", queue: "in a queue",
};

function toDraft({ keeping, exceeded }: JudgedKeeping, { dataType }: RuleInput): Draft {
  const { callee, certainty, location, seconds, surface, what } = keeping;
  const types = unique(exceeded.map(({ type }) => type));
  const limits = unique(exceeded.flatMap(({ retention }) => (retention ? [retention.max] : [])));
  return {
    certainty, verdict: "retention-exceeded", dataTypes: types, surface, recipient: null,
    what: `\`${callee}\` keeps ${what === "log" ? "the log" : labels(types, dataType)} ${seconds === null ? "for ever" : spoken(seconds)} ${places[what]}; the policy says ${list(limits, "or")}${what === "log" ? ` for ${labels(types, dataType)}` : ""}.`,
    fix: `Shorten it to ${list(limits, "or")}, or, where the policy says so, change \`retention\` of ${list(types)} in the inventory.`,
    location, sources: [], path: [{ kind: "sink", file: location.file, line: location.line, column: location.column, note: `\`${callee}\`` }],
    inventory: cite(exceeded[0] ?? null), subject: `${callee} keeps ${types.join(",")}`,
  };
}

export default defineRule({
  id: "retention-exceeded",
  summary: "Data is kept longer than the policy says.",
  why: "An end that was promised is relied on; what is kept past it can still be read, copied or asked for.",
  severity: "error",
  check: (input) => input.keepings.filter(({ exceeded }) => exceeded.length > 0).map((judged) => toDraft(judged, input)),
});
