/** setUpSites: where the loggers of direct calls are made, for those who want to change how. */
import type { Flow } from "../model/index.ts";
import { columnOf, lineOf, placeOf } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import { creationsOf } from "./creations.ts";

interface Site { file: string; line: number; column: number }
export interface SetUpSite { call: Site; setUp: Site }

/** Calls through a wrapper, and loggers that may be one of several, are left out. */
export function setUpSites(program: Program, flows: readonly Flow[], recipients: readonly string[]): SetUpSite[] {
  return flows.flatMap(({ recipient, location, sink }): SetUpSite[] => {
    const unit = recipients.includes(recipient.id) && location.file === sink.file && location.line === sink.line && location.column === sink.column
      ? program.unit(sink.file) : undefined;
    const at = placeOf(sink.line, sink.column);
    // The outermost call that begins there comes last.
    const call = unit?.facts.values.findLast((value) => value.kind === "call" && value.at === at);
    if (!unit || call?.kind !== "call") return [];
    const [made, ...more] = creationsOf(program, unit, call.callee);
    const by = made?.by?.unit.value(made.by.id);
    if (!made?.by || more.length > 0 || by?.kind !== "call") return [];
    return [{
      call: { file: sink.file, line: sink.line, column: sink.column },
      setUp: { file: made.by.unit.path, line: lineOf(by.at), column: columnOf(by.at) },
    }];
  });
}
