/** sanitize: what hashing, encrypting, cutting, masking, rounding and asking leave of a value. */
import type { Value, ValueId } from "../model/index.ts";
import type { Entity } from "../link/entity.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { isList } from "./lists.ts";
import { asText, clean, throughNumber, union, withTreatment, type Result } from "./result.ts";

type Call = Value & { kind: "call" };
type Member = Value & { kind: "member" };

/** `isEmail(x)`, `hasPhone(x)` of a library: a yes or a no. */
const question = /^(?:is|has|are|can|should|was|does|did)[A-Z]/;

/** Library calls that hide their input, ask about it or bring it back. */
export function sanitizedCall(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[], entities: readonly Entity[]): Result | undefined {
  const apis = entities.flatMap((entity) => (entity.kind === "api" ? [entity.origin] : []));
  if (!apis.length) return undefined;
  const name = unit.lastName(call.callee) ?? "";
  if (question.test(name) && apis.some((origin) => origin.package !== null)) return clean;
  for (const origin of apis) {
    const sanitizer = evaluator.program.catalog.sanitizer(origin);
    if (!sanitizer || sanitizer.conditional) continue;
    const input = call.args[sanitizer.input]?.value;
    if (sanitizer.effect === "removes" || input === undefined) return clean;
    return withTreatment({ ...evaluator.evaluate(unit, input, path), unknown: false }, sanitizer.effect);
  }
  // Web crypto under another name.
  if (name === "digest" && unit.chain(call.callee).includes("subtle") && call.args[1]) return withTreatment({ ...evaluator.evaluate(unit, call.args[1].value), unknown: false }, "pseudonymised");
  return decrypted(evaluator, unit, call, name, apis) ?? digested(evaluator, unit, call);
}

type Origins = readonly { package: string | null; export: string }[];

/** What was unreadable is readable again. */
function decrypted(evaluator: Evaluator, unit: Unit, call: Call, name: string, origins: Origins): Result | undefined {
  const isDecipher = origins.some((origin) => origin.export === "createDecipheriv") && name === "update";
  if (!isDecipher && !/^(?:decrypt|unseal|decipher|privateDecrypt)/i.test(name)) return undefined;
  const result = union(call.args.map((argument) => evaluator.evaluate(unit, argument.value)));
  const data = result.data.map(({ treatment, ...datum }) => (treatment === "encrypted" ? datum : { ...datum, ...(treatment ? { treatment } : {}) }));
  return result.data.length || result.open.length ? { ...result, unknown: false, data } : undefined;
}

const endings = new Set(["digest", "final", "finalize", "hex", "toString", "end", "read", "base64", "arrayBuffer", "toHex"]);

/** `hash.digest("hex")`: what the hash was fed with, in one chain or call by call. */
function digested(evaluator: Evaluator, unit: Unit, call: Call): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member" || !endings.has(callee.name)) return undefined;
  const fed = [...chainBelow(unit, callee.base), ...callsOn(unit, callee.base)];
  const results = fed.flatMap((id) => {
    const value = unit.value(id);
    return value.kind === "call" && isSanitizer(evaluator, unit, value) ? [evaluator.evaluate(unit, id)] : [];
  });
  return results.length ? union(results) : undefined;
}

const isSanitizer = (evaluator: Evaluator, unit: Unit, call: Call): boolean =>
  identify(evaluator.program, unit, call.callee).some((entity) => entity.kind === "api" && evaluator.program.catalog.sanitizer(entity.origin)?.conditional === false);

/** The calls a chain of methods is made of. */
function chainBelow(unit: Unit, id: ValueId): ValueId[] {
  const calls: ValueId[] = [];
  for (let at = unit.peel(id), limit = 0; limit < 8; limit++) {
    const value = unit.value(at);
    if (value.kind !== "call") break;
    calls.push(at);
    const callee = unit.value(unit.peel(value.callee));
    if (callee.kind !== "member") break;
    at = unit.peel(callee.base);
  }
  return calls;
}

/** Calls of `update` on the same object. */
function callsOn(unit: Unit, receiver: ValueId): ValueId[] {
  const made = unit.peel(receiver);
  return unit.callsNamed("update").flatMap(({ id }) => {
    const value = unit.value(id);
    const callee = value.kind === "call" ? unit.value(unit.peel(value.callee)) : undefined;
    return callee?.kind === "member" && unit.peel(callee.base) === made ? [id] : [];
  });
}

/** `slice`, `substring`: a part of a text is less than the text, some items of a list are still items. */
export function partOf(evaluator: Evaluator, unit: Unit, call: Call, callee: Member, path: readonly string[]): Result {
  const [from, to] = call.args.map((argument) => evaluator.constantKey(unit, argument.value));
  if (to !== undefined && from === to) return clean;
  const result = evaluator.evaluate(unit, callee.base, path);
  if (path.length || isList(evaluator.program, unit, callee.base)) return result;
  // A whole record under this name can only be in a list.
  const [records, texts] = [result.data.filter((datum) => datum.fields), result.data.filter((datum) => !datum.fields)];
  const reduced = withTreatment({ ...result, data: texts }, "reduced");
  return { ...reduced, data: [...records, ...reduced.data] };
}

/** Patterns that leave nothing, or nothing but signs, of what they replace. */
const wholePattern = /^\/\^?(?:\.|\\S|\\w|\[\\s\\S\]|\[\\S\\s\]|\[\^\]|\[\^(?:[@.]|\\s)+\]|\[(?:a-z|A-Z|0-9|\\w){2,}[^\]]*\]|\[\\w[^\]]*\])([*+]?)\$?\/([a-z]*)$/;
const masking = /^(?:\*+|x+|#+|•+|\.0|\$1.*[*x•#]{2,}.*|.*\*{2,}.*|\[redacted\]|.*0{1,3})$/i;

/** `text.replace(/./g, "*")` leaves nothing; a replacement that masks leaves less. */
export function replaced(evaluator: Evaluator, unit: Unit, call: Call, callee: Member, path: readonly string[]): Result {
  const [pattern, replacement] = call.args.map((argument) => unit.value(unit.peel(argument.value)));
  const result = evaluator.evaluate(unit, callee.base, path);
  if (replacement?.kind === "const") {
    const text = replacement.text ?? "";
    const isWhole = pattern?.kind === "const" && pattern.type === "regexp" ? wholePattern.exec(pattern.text ?? "") : null;
    if (isWhole && !text.includes("$") && (isWhole[2]!.includes("g") || isWhole[1] !== "")) return clean;
    return masking.test(text) ? withTreatment(result, "reduced") : result;
  }
  if (replacement?.kind === "call" && unit.lastName(replacement.callee) === "repeat") return withTreatment(result, "reduced");
  // `template.replace("{{name}}", user.name)` puts it in.
  const isPutIn = replacement !== undefined && replacement.kind !== "function" && path.length === 0;
  return isPutIn ? union([result, asText({ ...evaluator.evaluate(unit, call.args[1]!.value), unknown: false })]) : result;
}

const scales = /digit|precision|decimal|places|factor|scale|step|grid|size|radius|zoom/i;

/** Arithmetic: a coordinate with a scale is a coarser coordinate; two of them make a distance, anything else a number. */
export function computed(evaluator: Evaluator, unit: Unit, value: Value & { kind: "derived" }): Result {
  const operands = value.of.filter((id) => unit.value(unit.peel(id)).kind !== "const" && !unit.chain(id).some((name) => scales.test(name)));
  if (operands.length !== 1) return clean;
  return throughNumber(evaluator.evaluate(unit, operands[0]!), "computed");
}

/** `toFixed(1)`: five digits and more say where somebody is to the metre. */
export function rounded(evaluator: Evaluator, unit: Unit, call: Call, base: ValueId): Result {
  const digits = call.args[0] && evaluator.constantKey(unit, call.args[0].value);
  const result = evaluator.evaluate(unit, base);
  return digits !== undefined && Number(digits) >= 4 ? result : throughNumber(result, "rounded");
}
