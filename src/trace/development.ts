/** onlyInDevelopment: whether a condition with a given outcome only holds on a developer's machine. */
import type { Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";

const developmentFlags = /^(__DEV__|_?_?debug(Mode|Enabled)?|DEBUG(_MODE)?|is_?(In)?(Dev|Development|Debug|Debugging|DebugMode|Local|Localhost|DevMode|DevEnv|DevEnvironment)|IS_(DEV|DEVELOPMENT|DEBUG|LOCAL)|DEV|dev|development|devMode|DEV_MODE|isDebugEnabled)$/;
const productionFlags = /^(is_?(In)?(Prod|Production)(Mode|Env|Build)?|IS_PROD(UCTION)?|PROD|PRODUCTION|prod|production|prodMode|isPackaged|enableProdMode)$/;
const stageNames = /^(NODE_ENV|MODE|[A-Z_]*_ENV|APP_ENV|ENV|STAGE|[A-Z_]*STAGE|env|environment|mode|stage|nodeEnv|appEnv|NODE_ENVIRONMENT|ENVIRONMENT|hostname|target|profile)$/;
const developmentStages = /^(dev|develop|development|local|localhost|127\.0\.0\.1|test|testing|debug)$/;
const productionStages = /^(prod|production|live)$/;
const yes = /^(1|true|yes|on|\*)$/i;
/** Whoever sends a request chooses these. */
const requestWords = /^(req|request|query|params|searchParams|headers?|cookies?|body|event)$/;

const deepest = 6;

export function onlyInDevelopment(program: Program, unit: Unit, test: ValueId, holds: boolean, depth = 0): boolean {
  if (depth > deepest) return false;
  const value = unit.value(test);
  const into = (id: ValueId, outcome = holds): boolean => onlyInDevelopment(program, unit, id, outcome, depth + 1);
  switch (value.kind) {
    case "bind": return into(value.base) || (isNamed(value.name, holds) && !isRequested(unit, value.base));
    case "await":
    case "typed":
    case "after": return into(value.base);
    case "derived": return value.of.length === 1 && value.how === "test" ? into(value.of[0]!, value.not ? !holds : holds) : isStage(unit, value.of, value.not ? !holds : holds, into);
    case "choice": return holds ? value.options.every((id) => into(id)) : value.options.some((id) => into(id));
    case "import": return imported(program, unit, value.index, holds, depth);
    case "call": return called(program, unit, value, holds, depth);
    case "member": return isFlag(unit, test, holds) || entries(program, unit, value).some((entry) => onlyInDevelopment(program, entry.unit, entry.id, holds, depth + 1));
    case "param":
    case "global": return isNamed(value.name, holds);
    default: return false;
  }
}

const isNamed = (name: string, holds: boolean): boolean => (holds ? developmentFlags.test(name) : productionFlags.test(name));

function isFlag(unit: Unit, id: ValueId, holds: boolean): boolean {
  const chain = unit.chain(id);
  return isNamed(chain.at(-1) ?? "", holds) && !chain.slice(0, -1).some((name) => requestWords.test(name));
}

function isRequested(unit: Unit, id: ValueId): boolean {
  const value = unit.value(id);
  if (value.kind === "derived") return value.of.some((one) => isRequested(unit, one));
  return unit.chain(id).some((name) => requestWords.test(name));
}

/** `NODE_ENV === "development"`, `DEBUG === "1"`, `process.env.NODE_ENV !== "production"`. */
function isStage(unit: Unit, of: readonly ValueId[], isEqual: boolean, into: (id: ValueId, outcome?: boolean) => boolean): boolean {
  const texts = of.map((id) => unit.value(unit.peel(id))).flatMap((one) => (one.kind === "const" && one.text !== undefined ? [one.text] : []));
  const chains = of.map((id) => unit.chain(id)).filter((chain) => chain.length > 0);
  if (chains.some((chain) => chain.some((name) => requestWords.test(name)))) return false;
  if (chains.some((chain) => stageNames.test(chain.at(-1)!)) || of.some((id) => isSettingOfStage(unit, id))) {
    return isEqual ? texts.some((text) => developmentStages.test(text)) : texts.some((text) => productionStages.test(text));
  }
  if (texts.length !== 1) return false;
  // `flag === true`, `flag === "0"`.
  const rest = of.filter((id) => unit.value(unit.peel(id)).kind !== "const");
  return rest.length === 1 && into(rest[0]!, yes.test(texts[0]!) ? isEqual : !isEqual);
}

/** `app.get("env")`. */
function isSettingOfStage(unit: Unit, id: ValueId): boolean {
  const value = unit.value(unit.peel(id));
  const key = value.kind === "call" && value.args.length === 1 && unit.lastName(value.callee) === "get" ? unit.value(value.args[0]!.value) : undefined;
  return key?.kind === "const" && key.text !== undefined && stageNames.test(key.text);
}

function imported(program: Program, unit: Unit, index: number, holds: boolean, depth: number): boolean {
  const target = program.import(unit, index);
  if (target.kind === "value" && target.path.length === 0 && onlyInDevelopment(program, target.unit, target.id, holds, depth + 1)) return true;
  return isNamed(unit.facts.imports[index]?.local ?? "", holds);
}

/** `isDev()`, by its body or its name; `["development", "test"].includes(NODE_ENV)`. */
function called(program: Program, unit: Unit, call: Value & { kind: "call" }, holds: boolean, depth: number): boolean {
  const callee = unit.value(unit.peel(call.callee));
  const [first] = call.args;
  if (callee.kind === "member" && callee.name === "includes" && first) {
    const list = unit.value(unit.peel(callee.base));
    const texts = list.kind === "array" ? list.items.map((item) => unit.value(unit.peel(item.value))).map((one) => (one.kind === "const" ? (one.text ?? "") : "")) : [];
    const wanted = holds ? developmentStages : productionStages;
    return stageNames.test(unit.chain(first.value).at(-1) ?? "") && (holds ? texts.length > 0 && texts.every((text) => wanted.test(text)) : texts.some((text) => wanted.test(text)));
  }
  const bodies = identify(program, unit, call.callee).flatMap((entity) => (entity.kind === "function" ? [entity] : []));
  const returned = bodies.flatMap((entity) => (entity.unit.facts.functions[entity.fn]?.returns ?? []).map((id) => ({ unit: entity.unit, id })));
  if (returned.length && returned.every((one) => onlyInDevelopment(program, one.unit, one.id, holds, depth + 1))) return true;
  return isFlag(unit, call.callee, holds);
}

/** The values an object of the project has under the name: `config.verbose`. */
function entries(program: Program, unit: Unit, member: Value & { kind: "member" }): { unit: Unit; id: ValueId }[] {
  return identify(program, unit, member.base).slice(0, 4).flatMap((entity) => {
    const object = entity.kind === "object" ? entity.unit.value(entity.id) : undefined;
    const entry = object?.kind === "object" ? object.entries.find((one) => "key" in one && one.key === member.name) : undefined;
    return entity.kind === "object" && entry && "value" in entry ? [{ unit: entity.unit, id: entry.value }] : [];
  });
}
