/** Uses: what a file does with its own values: names it gives them, elements, lists and functions it hands them to. */
import type { FunctionId, ValueId } from "../model/index.ts";
import type { CallRef, Unit } from "./unit.ts";

/** A JSX element that is given a value under `key`. */
export interface ElementGiven { element: CallRef; key: string }

class Uses {
  private readonly unit: Unit;
  private nameIndex: Map<ValueId, string[]> | undefined;
  private elementIndex: Map<string, ElementGiven[]> | undefined;
  private memberCallIndex: Map<string, CallRef[]> | undefined;
  private returnIndex: Map<ValueId, FunctionId[]> | undefined;
  private functionIndex: Map<FunctionId, ValueId[]> | undefined;
  private containerIndex: Map<FunctionId, ValueId[]> | undefined;
  private awaitedIds: Set<ValueId> | undefined;

  constructor(unit: Unit) { this.unit = unit; }

  /** Names a value is given: variables, keys of objects, fields of classes, exports. */
  namesOf(id: ValueId): string[] {
    this.nameIndex ??= this.indexNames();
    return this.nameIndex.get(this.unit.peel(id)) ?? [];
  }

  /** JSX elements that are handed a function, or one member of a value: `onChange={changed}`, `onChangeText={setEmail}`. */
  elementsGiven(id: ValueId): ElementGiven[] {
    this.elementIndex ??= this.indexElements();
    return this.elementIndex.get(this.mentionKey(id)) ?? [];
  }

  /** Calls of one member of a value: of a setter that a hook returned. */
  callsOfMember(base: ValueId, name: string): CallRef[] {
    this.memberCallIndex ??= this.indexMemberCalls();
    return this.memberCallIndex.get(`${this.unit.peel(base)} ${name}`) ?? [];
  }

  /** Functions that return the value. */
  returnersOf(id: ValueId): FunctionId[] {
    this.returnIndex ??= this.indexReturns();
    return this.returnIndex.get(this.unit.peel(id)) ?? [];
  }

  /** Values that stand for the function. */
  functionValues(fn: FunctionId): ValueId[] {
    this.functionIndex ??= this.indexFunctions();
    return this.functionIndex.get(fn) ?? [];
  }

  /** Lists, and Maps made of them, that a function is written into. */
  containersOf(fn: FunctionId): ValueId[] {
    this.containerIndex ??= this.indexContainers();
    return this.containerIndex.get(fn) ?? [];
  }

  /** The call's result is awaited, where it stands or under a name. */
  isAwaited(id: ValueId): boolean {
    this.awaitedIds ??= new Set(this.unit.facts.values.flatMap((value) => (value.kind === "await" ? [this.unit.peel(value.base)] : [])));
    return this.awaitedIds.has(id);
  }

  private indexNames(): Map<ValueId, string[]> {
    const { unit } = this;
    const index = new Map<ValueId, string[]>();
    const add = (id: ValueId, name: string): void => {
      const names = listOf(index, unit.peel(id));
      if (!names.includes(name)) names.push(name);
    };
    for (const value of unit.facts.values) {
      if (value.kind === "bind") add(value.base, value.name);
      else if (value.kind === "object") for (const entry of value.entries) if ("key" in entry) add(entry.value, entry.key);
    }
    for (const cls of unit.facts.classes) for (const member of cls.members) if (member.value !== undefined) add(member.value, member.name);
    for (const { name, id } of unit.exportedValues()) add(id, name);
    return index;
  }

  private indexElements(): Map<string, ElementGiven[]> {
    const { unit } = this;
    const index = new Map<string, ElementGiven[]>();
    for (const element of unit.calls()) {
      const jsx = unit.value(element.id);
      const props = jsx.kind === "jsx" ? unit.value(jsx.props) : undefined;
      for (const entry of props?.kind === "object" ? props.entries : []) if ("key" in entry) listOf(index, this.mentionKey(entry.value)).push({ element, key: entry.key });
    }
    return index;
  }

  /** Two mentions of one function, or of one member of a value, are the same. */
  private mentionKey(id: ValueId): string {
    const at = this.unit.peel(id);
    const value = this.unit.value(at);
    if (value.kind === "function") return `fn ${value.fn}`;
    return value.kind === "member" ? `member ${this.unit.peel(value.base)} ${value.name}` : `value ${at}`;
  }

  private indexMemberCalls(): Map<string, CallRef[]> {
    const { unit } = this;
    const index = new Map<string, CallRef[]>();
    for (const call of unit.calls()) {
      const value = unit.value(call.id);
      const callee = value.kind === "call" ? unit.value(unit.peel(value.callee)) : undefined;
      if (callee?.kind === "member") listOf(index, `${unit.peel(callee.base)} ${callee.name}`).push(call);
    }
    return index;
  }

  private indexReturns(): Map<ValueId, FunctionId[]> {
    const index = new Map<ValueId, FunctionId[]>();
    this.unit.facts.functions.forEach(({ returns }, fn) => {
      for (const value of returns) listOf(index, this.unit.peel(value)).push(fn);
    });
    return index;
  }

  private indexFunctions(): Map<FunctionId, ValueId[]> {
    const index = new Map<FunctionId, ValueId[]>();
    this.unit.facts.values.forEach((value, id) => {
      if (value.kind === "function") listOf(index, value.fn).push(id);
    });
    return index;
  }

  private indexContainers(): Map<FunctionId, ValueId[]> {
    const { unit } = this;
    const parents = new Map<ValueId, ValueId>();
    const holding: [FunctionId, ValueId][] = [];
    unit.facts.values.forEach((value, id) => {
      const items = value.kind === "array" && value.at > 0 ? value.items : value.kind === "call" && value.isNew ? value.args.slice(0, 1) : [];
      for (const item of items) {
        const made = unit.peel(item.value);
        const inner = unit.value(made);
        if (inner.kind === "array") parents.set(made, id);
        else if (inner.kind === "function" && value.kind === "array") holding.push([inner.fn, id]);
      }
    });
    const index = new Map<FunctionId, ValueId[]>();
    for (const [fn, list] of holding) {
      for (let at: ValueId | undefined = list, limit = 0; at !== undefined && limit < 4; at = parents.get(at), limit++) listOf(index, fn).push(at);
    }
    return index;
  }
}

function listOf<K, V>(index: Map<K, V[]>, key: K): V[] {
  let list = index.get(key);
  if (!list) index.set(key, list = []);
  return list;
}

const memo = new WeakMap<Unit, Uses>();

export function usesOf(unit: Unit): Uses {
  let uses = memo.get(unit);
  if (!uses) memo.set(unit, uses = new Uses(unit));
  return uses;
}
