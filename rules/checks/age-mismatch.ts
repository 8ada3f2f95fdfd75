/** The code lets in people of an age that the policy keeps out. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, JudgedAgeCheck } from "../../src/model/index.ts";
import { cite } from "./parts/wording.ts";

function toDraft({ check, limit }: JudgedAgeCheck): Draft {
  const { age, certainty, expression, location } = check;
  return {
    certainty, verdict: null, dataTypes: [limit.type], surface: null, recipient: null,
    what: `\`${expression}\` is held against ${age} years; the policy keeps out everybody under ${limit.ageThreshold ?? age}.`,
    fix: `Check for ${limit.ageThreshold ?? age} years, or change the policy and \`ageThreshold\` in the inventory.`,
    location, sources: [], path: [], inventory: cite(limit), subject: `age ${age} of ${expression}`,
  };
}

export default defineRule({
  id: "age-mismatch",
  summary: "The code checks for a lower age than the policy names.",
  why: "Data of children has rules of its own; a policy that keeps them out does so only when the code does.",
  severity: "warning",
  check: (input) => input.ages.map(toDraft),
});
