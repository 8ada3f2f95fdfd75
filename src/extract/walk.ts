/** Walk: the state while one file is turned into Facts. Values and places go in here, scopes come from here. */
import type { Argument, ClassId, Facts, FunctionId, FunctionSummary, Place, TypeFact, Value, ValueId } from "../model/index.ts";
import { placeOf } from "../model/index.ts";
import type { ts } from "./typescript.ts";
import { sharedNames, type SharedNames } from "./shared-names.ts";

export interface Variable {
  name: string;
  /** Function that declares it. */
  fn: FunctionId;
  /** Value at its declaration; null before that. */
  value: ValueId | null;
  /** Assigned by a function other than the one that declares it: all its values at once, in no order. */
  shared: (Value & { kind: "choice" }) | null;
  sharedId: ValueId;
}

export interface Scope { parent: Scope | null; names: Map<string, Variable>; fn: FunctionId }

/** Current values of variables that changed since their declaration. */
export type Environment = Map<Variable, ValueId>;

/** A function whose body waits until the function around it has been walked. */
export interface Pending {
  fn: FunctionId;
  node: ts.FunctionLikeDeclaration;
  scope: Scope;
  before: Environment;
  /** Conditions in force where the function is made; declarations are hoisted above them. */
  guards: number[];
  thisFn: FunctionId;
  cls: ClassId | undefined;
}

export class Walk {
  readonly facts: Facts;
  readonly source: ts.SourceFile;
  readonly text: string;
  scope: Scope;
  env: Environment = new Map();
  fn: FunctionId = 0;
  /** Function that `this` belongs to. */
  thisFn: FunctionId = 0;
  cls: ClassId | undefined;
  tried: number | undefined;
  guards: number[] = [];
  /** The code after this point cannot run: return, throw, break. */
  ended = false;
  pending: Pending[] = [];
  /** Values of variables when the function that declares them ended. */
  readonly finals = new Map<FunctionId, Environment>();
  /** Variables of the function being walked, to find the aliases of an object. */
  variables: Variable[] = [];
  readonly globals = new Map<string, ValueId>();
  readonly moduleScope: Scope;
  /** `export { local as name }`, resolved when the module ends. */
  readonly exportsLater: { local: string; name: string }[] = [];
  /** Bodies of type aliases, read when the module's names are known. */
  readonly typeBodies: (() => void)[] = [];
  /** `typeof name` where the name comes later in the file. */
  readonly typeQueries: { fact: TypeFact & { kind: "typeof" }; name: string; scope: Scope }[] = [];
  private readonly lineStarts: readonly number[];
  private lastLine = 0;
  private names: SharedNames | null = null;

  constructor(source: ts.SourceFile, facts: Facts) {
    this.source = source;
    this.text = source.text;
    this.facts = facts;
    this.lineStarts = source.getLineStarts();
    this.moduleScope = { parent: null, names: new Map(), fn: 0 };
    this.scope = this.moduleScope;
  }

  get summary(): FunctionSummary { return this.facts.functions[this.fn]!; }

  add(value: Value): ValueId { return this.facts.values.push(value) - 1; }
  value(id: ValueId): Value { return this.facts.values[id]!; }

  /** Walks mostly go forward, so the last line is tried first. */
  place(offset: number): Place {
    const starts = this.lineStarts;
    let line = this.lastLine;
    if (offset < starts[line]! || (line + 1 < starts.length && offset >= starts[line + 1]!)) {
      let low = 0, high = starts.length - 1;
      if (offset >= starts[line]!) low = line;
      else high = line;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      line = low;
      this.lastLine = line;
    }
    return placeOf(line + 1, offset - starts[line]! + 1);
  }

  start(node: ts.Node): Place { return this.place(node.getStart(this.source)); }
  /** An identifier's end is exact, so its start needs no trivia scan. */
  nameAt(node: ts.Node & { text: string }): Place { return this.place(node.end - node.text.length); }

  unknown(node: ts.Node): ValueId { return this.add({ kind: "unknown", at: this.start(node) }); }
  undefined(): ValueId { return this.add({ kind: "const", type: "undefined" }); }
  choice(options: ValueId[]): ValueId {
    const distinct = [...new Set(options)];
    return distinct.length === 1 ? distinct[0]! : this.add({ kind: "choice", options: distinct });
  }
  args(values: ValueId[]): Argument[] { return values.map((value) => ({ value })); }

  lookup(name: string): Variable | undefined {
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent) {
      const found = scope.names.get(name);
      if (found) return found;
    }
    return undefined;
  }

  declare(name: string, value: ValueId | null, mayBeShared = false): Variable {
    const variable: Variable = { name, fn: this.fn, value, shared: null, sharedId: -1 };
    if (mayBeShared && this.isShared(name)) {
      variable.shared = { kind: "choice", options: value === null ? [] : [value] };
      variable.sharedId = this.add(variable.shared);
    }
    this.scope.names.set(name, variable);
    this.variables.push(variable);
    return variable;
  }

  read(variable: Variable): ValueId | null {
    if (variable.shared) return variable.sharedId;
    return this.env.get(variable) ?? variable.value;
  }

  assign(variable: Variable, value: ValueId): void {
    if (variable.shared) {
      if (!variable.shared.options.includes(value)) variable.shared.options.push(value);
    } else if (variable.value === null && variable.fn === this.fn && !this.env.has(variable)) variable.value = value;
    else this.env.set(variable, value);
  }

  /** Assigned inside some function other than the one being walked. By name only: rarely too careful, never wrong. */
  private isShared(name: string): boolean {
    this.names ??= sharedNames(this.source);
    return this.names.has(name);
  }
}
