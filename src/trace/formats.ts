/** formatTransforms: what winston's `format` leaves of a record: own formats in order, and what is printed at last. */
import type { Ref } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { entryOf, resolved } from "./options.ts";
import { transformOf, type Transform } from "./transforms.ts";

interface Part { transform: Transform | undefined; isPrinter: boolean }

const printers = new Set(["json", "simple", "prettyPrint", "logstash", "printf"]);
const deepest = 6;

export function formatTransforms(evaluator: Evaluator, format: Ref | undefined, transports: Ref | undefined): Transform[] {
  const parts = format ? partsOf(evaluator, format, 0) : [];
  const printer = hasOwnFormats(evaluator, transports) ? undefined : parts.filter((part) => part.isPrinter).at(-1);
  return [...parts.filter((part) => !part.isPrinter), ...(printer ? [printer] : [])].flatMap((part) => part.transform ?? []);
}

function partsOf(evaluator: Evaluator, ref: Ref, depth: number): Part[] {
  const { unit, id } = resolved(evaluator.program, ref);
  const value = unit.value(id);
  if (depth > deepest) return [];
  if (value.kind === "object") {
    const transform = entryOf(evaluator.program, { unit, id }, "transform");
    return transform ? [{ transform: transformOf(evaluator, transform), isPrinter: false }] : [];
  }
  if (value.kind !== "call") return [];
  const name = unit.lastName(value.callee) ?? "";
  if (name === "combine") return value.args.flatMap((argument) => partsOf(evaluator, { unit, id: argument.value }, depth + 1));
  if (printers.has(name)) {
    const [first] = value.args;
    return [{ transform: name === "printf" && first ? transformOf(evaluator, { unit, id: first.value }) : undefined, isPrinter: true }];
  }
  // `format((info) => info)` makes a maker: `withoutContact()`.
  const maker = resolved(evaluator.program, { unit, id: value.callee });
  const made = maker.unit.value(maker.id);
  const [given] = made.kind === "call" ? made.args : [];
  return given ? [{ transform: transformOf(evaluator, { unit: maker.unit, id: given.value }), isPrinter: false }] : [];
}

/** A transport with a format of its own prints the record anew. */
function hasOwnFormats({ program }: Evaluator, transports: Ref | undefined): boolean {
  if (!transports) return false;
  const { unit, id } = resolved(program, transports);
  const list = unit.value(id);
  const items = list.kind === "array" ? list.items.map((item) => item.value) : [id];
  return items.some((item) => {
    const made = resolved(program, { unit, id: item });
    const value = made.unit.value(made.id);
    return value.kind === "call" && value.args[0] !== undefined && entryOf(program, { unit: made.unit, id: value.args[0].value }, "format") !== undefined;
  });
}
