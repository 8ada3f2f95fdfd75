/** Unit: one file's Facts with the indexes that linking and tracing ask for, each built when first needed. */
import type { Effect, ExportFact, Facts, FunctionId, Value, ValueId } from "../model/index.ts";
import type { Entity } from "./entity.ts";

/** A value somewhere in the program. */
export interface Ref { unit: Unit; id: ValueId }

export interface CallRef { unit: Unit; fn: FunctionId; id: ValueId; guards: number[]; tried: number | undefined }

/** A function handed to a call: as argument `arg`, or under `key` of that argument. */
export interface Given { call: CallRef; arg: number; key?: string }

/** Name under which calls with a computed name are kept: `handlers[kind]()`. */
export const computed = "[]";
/** Name under which calls of what came out of a container are kept. */
export const takenOut = "()";

export class Unit {
  readonly path: string;
  readonly facts: Facts;
  /** Memo of `identify`; null while it is being worked out. */
  readonly entities = new Map<ValueId, Entity[] | null>();
  private readonly syntheticIds = new Map<string, ValueId>();
  private fieldIndex: Map<string, ValueId[]> | undefined;
  private exportIndex: Map<string, ExportFact> | undefined;
  private callIndex: Map<string, CallRef[]> | undefined;
  private argumentIndex: Map<FunctionId, Given[]> | undefined;
  private aliasIndex: Map<string, string[]> | undefined;
  private writeIndex: Map<ValueId, Effect[]> | undefined;
  private siteIndex: Map<ValueId, CallRef> | undefined;

  constructor(path: string, facts: Facts) {
    this.path = path;
    this.facts = facts;
  }

  value(id: ValueId): Value { return this.facts.values[id] ?? { kind: "unknown", at: 0 }; }

  /** Values written to `this.name` in any method of the class. */
  fieldWrites(cls: number, name: string): ValueId[] {
    if (!this.fieldIndex) {
      this.fieldIndex = new Map();
      for (const fn of this.facts.functions) for (const effect of fn.effects) {
        const target = effect.key === null ? undefined : this.value(this.peel(effect.target));
        if (target?.kind !== "this" || target.cls === undefined) continue;
        const key = `${target.cls} ${effect.key}`;
        const list = this.fieldIndex.get(key);
        if (list) list.push(effect.value);
        else this.fieldIndex.set(key, [effect.value]);
      }
    }
    return this.fieldIndex.get(`${cls} ${name}`) ?? [];
  }

  /** A value the file does not write out (a rest parameter's array, part of a pipe); equal ones are made once. */
  synthetic(value: Value): ValueId {
    const key = JSON.stringify(value);
    let id = this.syntheticIds.get(key);
    if (id === undefined) {
      id = this.facts.values.push(value) - 1;
      this.syntheticIds.set(key, id);
    }
    return id;
  }

  /** Looks through names, annotations and `await`. */
  peel(id: ValueId): ValueId {
    for (;;) {
      const value = this.value(id);
      if (value.kind !== "bind" && value.kind !== "typed" && value.kind !== "await") return id;
      id = value.base;
    }
  }

  exportNamed(kind: "value" | "type", name: string): ExportFact | undefined {
    if (!this.exportIndex) {
      this.exportIndex = new Map();
      for (const fact of this.facts.exports) {
        if (fact.kind === "value" || fact.kind === "type") this.exportIndex.set(`${fact.kind} ${fact.name}`, fact);
        else if (fact.kind === "from" && fact.as !== "*") this.exportIndex.set(`from ${fact.as}`, fact);
      }
      this.addCommonJs(this.exportIndex);
    }
    return this.exportIndex.get(`${kind} ${name}`) ?? this.exportIndex.get(`from ${name}`);
  }

  /** Every exported value with its name; "default" for a whole CommonJS export. */
  exportedValues(): { name: string; id: ValueId }[] {
    this.exportNamed("value", "");
    const named = [...this.exportIndex!.values()].flatMap((fact) => (fact.kind === "value" ? [{ name: fact.name, id: fact.value }] : []));
    const whole = this.wholeExport();
    return whole === undefined ? named : [...named, { name: "default", id: whole }];
  }

  /** Names that members are given by destructuring: `const { audit: record } = tools` under "audit". */
  aliasesOf(member: string): string[] {
    if (!this.aliasIndex) {
      this.aliasIndex = new Map();
      for (const value of this.facts.values) {
        if (value.kind !== "bind") continue;
        const base = this.value(this.peel(value.base));
        if (base.kind !== "member" || base.name === value.name) continue;
        const list = this.aliasIndex.get(base.name);
        if (list) list.push(value.name);
        else this.aliasIndex.set(base.name, [value.name]);
      }
    }
    return this.aliasIndex.get(member) ?? [];
  }

  /** `exports.x = v`, `module.exports.x = v`, `module.exports = v`. */
  private addCommonJs(index: Map<string, ExportFact>): void {
    for (const effect of this.facts.functions[0]?.effects ?? []) {
      const target = this.value(effect.target);
      const isExports = target.kind === "global" && target.name === "exports";
      const module = target.kind === "member" && target.name === "exports" ? this.value(target.base) : undefined;
      if (effect.key !== null && (isExports || (module?.kind === "global" && module.name === "module"))) {
        index.set(`value ${effect.key}`, { kind: "value", name: effect.key, value: effect.value });
      }
    }
  }

  /** The value of `module.exports = v` or `export =`. */
  wholeExport(): ValueId | undefined {
    for (const fact of this.facts.exports) if (fact.kind === "assign") return fact.value;
    for (const effect of this.facts.functions[0]?.effects ?? []) {
      const target = this.value(effect.target);
      if (target.kind === "global" && target.name === "module" && effect.key === "exports") return effect.value;
    }
    return undefined;
  }

  *calls(): Generator<CallRef> {
    const { functions } = this.facts;
    for (let fn = 0; fn < functions.length; fn++) {
      for (const site of functions[fn]!.calls) yield { unit: this, fn, id: site.value, guards: site.guards ?? [], tried: site.tried };
    }
  }

  /** Calls by the last name of their callee: `a.b.send()` under "send". JSX elements under their tag's name. */
  callsNamed(name: string): CallRef[] {
    if (!this.callIndex) {
      this.callIndex = new Map();
      for (const call of this.calls()) {
        const value = this.value(call.id);
        const key = value.kind === "call" ? (this.lastName(value.callee) ?? (this.value(this.peel(value.callee)).kind === "index" ? computed : undefined)) : value.kind === "jsx" && typeof value.tag !== "string" ? this.lastName(value.tag) : undefined;
        for (const one of [key, value.kind === "call" && this.isTaken(value.callee) ? takenOut : undefined]) {
          if (one !== undefined) (this.callIndex.get(one) ?? this.callIndex.set(one, []).get(one)!).push(call);
        }
      }
    }
    return this.callIndex.get(name) ?? [];
  }

  /** A callee that came out of a container: a loop's variable, an entry of a Map. */
  private isTaken(id: ValueId): boolean {
    const callee = this.value(this.peel(id));
    const inner = callee.kind === "call" ? this.value(this.peel(callee.callee)) : undefined;
    return callee.kind === "element" || callee.kind === "index" || (inner?.kind === "member" && /^(get|at|shift|pop|find)$/.test(inner.name));
  }

  /** Name under which a callee is written: a member, a variable, an import's local name, a function. */
  lastName(id: ValueId): string | undefined {
    const value = this.value(id);
    switch (value.kind) {
      case "member": return ["bind", "call", "apply"].includes(value.name) ? (this.lastName(value.base) ?? value.name) : value.name;
      case "bind": return value.name;
      case "global": return value.name;
      case "param": return value.name;
      case "import": return this.facts.imports[value.index]?.local;
      case "function": return this.facts.functions[value.fn]?.name;
      case "class": return this.facts.classes[value.cls]?.name;
      case "typed": return this.lastName(value.base);
      case "await": return this.lastName(value.base);
      case "choice": return value.options.length ? this.lastName(value.options[0]!) : undefined;
      case "super": return "super";
      default: return undefined;
    }
  }

  /** Calls that are handed the function itself: callbacks. */
  callsGiven(fn: FunctionId): Given[] {
    if (!this.argumentIndex) {
      this.argumentIndex = new Map();
      for (const call of this.calls()) {
        const value = this.value(call.id);
        if (value.kind !== "call") continue;
        value.args.forEach((argument, arg) => {
          const given = this.value(this.peel(argument.value));
          if (given.kind === "function") this.addGiven(given.fn, { call, arg });
          if (given.kind !== "object") return;
          for (const entry of given.entries) {
            const member = "key" in entry ? this.value(this.peel(entry.value)) : undefined;
            if (member?.kind === "function" && "key" in entry) this.addGiven(member.fn, { call, arg, key: entry.key });
          }
        });
      }
    }
    return this.argumentIndex.get(fn) ?? [];
  }

  private addGiven(fn: FunctionId, given: Given): void {
    const list = this.argumentIndex!.get(fn);
    if (list) list.push(given);
    else this.argumentIndex!.set(fn, [given]);
  }

  /** Writes by other functions into an object made at module level. */
  writesTo(id: ValueId): Effect[] {
    if (!this.writeIndex) {
      this.writeIndex = new Map();
      for (const fn of this.facts.functions.slice(1)) for (const effect of fn.effects) {
        const target = this.made(effect.target);
        if (target === undefined) continue;
        const list = this.writeIndex.get(target);
        if (list) list.push(effect);
        else this.writeIndex.set(target, [effect]);
      }
    }
    return this.writeIndex.get(id) ?? [];
  }

  /** The object, array or container a value stands for, below later additions to it. */
  made(id: ValueId, depth = 0): ValueId | undefined {
    for (let at = this.peel(id), limit = 0; limit < 32; limit++) {
      const value = this.value(at);
      if (value.kind === "choice") {
        // What a closure sees of one container before and after it was filled.
        const made = depth < 3 && value.options.length <= 4 ? new Set(value.options.map((option) => this.made(option, depth + 1))) : new Set<undefined>();
        return made.size === 1 ? [...made][0] : undefined;
      }
      if (value.kind === "after") at = this.peel(value.base);
      else if (value.kind === "object" && value.entries[0] && "spread" in value.entries[0]) at = this.peel(value.entries[0].spread);
      else return value.kind === "object" || value.kind === "array" || value.kind === "call" ? at : undefined;
    }
    return undefined;
  }

  site(id: ValueId): CallRef | undefined {
    if (!this.siteIndex) {
      this.siteIndex = new Map();
      for (const call of this.calls()) this.siteIndex.set(call.id, call);
    }
    return this.siteIndex.get(id);
  }

  /** The access path as identifiers, `["this", "logger", "info"]`; calls on the way are skipped. */
  chain(id: ValueId, limit = 8): string[] {
    const value = this.value(id);
    if (limit === 0) return [];
    switch (value.kind) {
      case "member": return [...this.chain(value.base, limit - 1), value.name];
      case "index":
      case "element":
      case "rest":
      case "after":
      case "typed":
      case "await": return this.chain(value.base, limit - 1);
      case "bind": return [value.name];
      case "global": return [value.name];
      case "param": return value.name ? [value.name] : [];
      case "this": return ["this"];
      case "super": return ["super"];
      case "import": {
        const name = this.facts.imports[value.index]?.local;
        return name ? [name] : [];
      }
      case "function": {
        const name = this.facts.functions[value.fn]?.name;
        return name ? [name] : [];
      }
      case "class": return [this.facts.classes[value.cls]?.name ?? ""];
      case "call": return this.chain(value.callee, limit - 1);
      case "choice": return value.options.length ? this.chain(value.options[0]!, limit - 1) : [];
      case "object": {
        const spread = value.entries[0];
        return spread && "spread" in spread ? this.chain(spread.spread, limit - 1) : [];
      }
      default: return [];
    }
  }
}
