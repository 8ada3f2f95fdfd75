/** An option that looks protective and does nothing: of another version, overridden, of the wrong type, in the wrong place. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, IneffectiveSwitch, SetUp } from "../../src/model/index.ts";

const versionOf = ({ package: name, version, recipient }: SetUp): string =>
  `${name ?? recipient.name} ${version.text}${version.from === "assumed" ? ", which was assumed" : ""}`;

function toDraft(setUp: SetUp, { option, problem, certainty, what, fix, location }: IneffectiveSwitch): Draft {
  return {
    certainty, verdict: null, dataTypes: [], surface: setUp.surface, recipient: setUp.recipient,
    what: `${what[0] === "`" ? "" : `\`${option}\` `}${what} (${versionOf(setUp)}). It protects nobody.`,
    fix: `${fix[0]!.toUpperCase()}${fix.slice(1)}.`,
    location, sources: [],
    path: [{ kind: "sink", file: setUp.location.file, line: setUp.location.line, column: setUp.location.column, note: `given to ${setUp.callee}()` }],
    inventory: null, subject: `${setUp.recipient.id} ${option} ${problem}`,
  };
}

export default defineRule({
  id: "ineffective-privacy-switch",
  summary: "An option that looks as if it kept data from a vendor has no effect with this set-up and version.",
  why: "Somebody meant to protect users here, and believes to have done so; the SDK collects all the same.",
  severity: "warning",
  check: ({ setUps }): Draft[] => setUps.flatMap(({ setUp }) => setUp.switches.map((one) => toDraft(setUp, one))),
});
