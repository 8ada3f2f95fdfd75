/**
 * Facts: what `extract` knows of one file. Plain JSON, a pure function of (file bytes, catalog version, tool version);
 * it holds no path, no time and no literal that looks like personal data.
 *
 * Values form a graph: every value has an index into `Facts.values`, so two names of one object share one index, and an
 * overwritten variable simply stands for another index. Positions are offsets into `Facts.lines` (line, column pairs).
 */

/** Index into `Facts.values`. */
export type ValueId = number;
/** Index into `Facts.types`. */
export type TypeId = number;
/** Index into `Facts.functions`; 0 is the module body. */
export type FunctionId = number;
/** Index into `Facts.classes`. */
export type ClassId = number;
/** Place in the file: 1-based line * 4096 + 1-based column (columns past 4095 are clamped). */
export type Place = number;

export type Value =
  /** A literal. `text` is kept only where a decision needs it (keys, hosts, option values). */
  | { kind: "const"; text?: string; type: "string" | "number" | "boolean" | "null" | "undefined" | "regexp" | "bigint" }
  /** Parameter `index` of function `fn`; `rest` when it collects the remaining arguments; `from` the first of them, when that is another (`arguments`). */
  | { kind: "param"; fn: FunctionId; index: number; name: string; rest?: true; from?: number; type?: TypeId; at: Place; default?: ValueId }
  /** `this` inside function `fn` (arrow functions refer to the function around them). */
  | { kind: "this"; fn: FunctionId; cls?: ClassId }
  | { kind: "super"; fn: FunctionId; cls?: ClassId }
  /** Binding `index` of `Facts.imports`. */
  | { kind: "import"; index: number }
  | { kind: "function"; fn: FunctionId }
  | { kind: "class"; cls: ClassId }
  /** An identifier nothing in the file declares: `console`, `window`, an auto-import. */
  | { kind: "global"; name: string; at: Place }
  | { kind: "member"; base: ValueId; name: string; at: Place }
  /** `base[key]` with a key that is not a literal. */
  | { kind: "index"; base: ValueId; key: ValueId; at: Place }
  /** One element of an iterable (`for..of`, array destructuring, callback parameter). */
  | { kind: "element"; base: ValueId }
  /** `base` without some keys (object rest), or the tail of an array (`keys` empty). */
  | { kind: "rest"; base: ValueId; without: string[] }
  | { kind: "call"; callee: ValueId; args: Argument[]; at: Place; end: Place; isNew?: true; optional?: true; typeArgs?: TypeId[] }
  /** Object literal; entries in source order, a later key overwrites an earlier one. */
  | { kind: "object"; entries: Entry[]; at: Place }
  | { kind: "array"; items: Argument[]; at: Place }
  /** Concatenation, template literal: a string made of the parts. `texts` are the literal pieces when kept. */
  | { kind: "text"; parts: ValueId[]; texts?: string[]; at: Place }
  /** One of several values: branches, `??`, `||`, a loop variable, a shared variable. */
  | { kind: "choice"; options: ValueId[] }
  | { kind: "await"; base: ValueId }
  /** A value with a name: `const name = base`. Carries the declared type when there is one. */
  | { kind: "bind"; base: ValueId; name: string; at: Place; type?: TypeId }
  /** `base as T`, `satisfies T`, `<T>base`. */
  | { kind: "typed"; base: ValueId; type: TypeId }
  /** Result of an operation that carries nothing of its operands: comparison, `!` and `!==` (`not`), `typeof`, arithmetic. */
  | { kind: "derived"; of: ValueId[]; how: "test" | "number"; not?: true; op?: "*" | "-" | "/" }
  /** The error a `catch` clause of try block `tried` receives. */
  | { kind: "caught"; tried: number; fn: FunctionId; at: Place }
  /** JSX element: a call of `tag` with `props` (an object value); children are entry `children`. */
  | { kind: "jsx"; tag: ValueId | string; props: ValueId; at: Place; end: Place }
  /** `base` after it was handed, by reference, to `call` as argument `arg` (-1: as receiver). */
  | { kind: "after"; base: ValueId; call: ValueId; arg: number }
  /** Nothing is known: an unsupported form. */
  | { kind: "unknown"; at: Place };

export type ValueKind = Value["kind"];

export interface Argument { value: ValueId; spread?: true }

export type Entry =
  | { key: string; value: ValueId; at: Place; kind?: "get" | "set" }
  | { spread: ValueId }
  | { computed: ValueId; value: ValueId };

/** A condition that dominates a call: the value tested, and whether it was true. */
export interface Guard { test: ValueId; holds: boolean }

export interface CallSite {
  value: ValueId;
  /** Indexes into `Facts.guards` that hold here. */
  guards?: number[];
  /** Innermost `try` block of the function around this call. */
  tried?: number;
}

/** `target.key = value`, where the target outlives the function: a parameter, `this`, a captured or imported value. */
export interface Effect { target: ValueId; key: string | null; value: ValueId; at: Place; guards?: number[] }

export interface FunctionSummary {
  name: string;
  at: Place;
  /** Function this one is written inside; undefined for the module body. */
  outer?: FunctionId;
  /** Class it is a member of. */
  cls?: ClassId;
  isAsync?: true;
  isGenerator?: true;
  isArrow?: true;
  isStatic?: true;
  params: ValueId[];
  returns: ValueId[];
  throws: { value: ValueId; at: Place; tried?: number }[];
  calls: CallSite[];
  effects: Effect[];
  /** Declared return type. */
  type?: TypeId;
  decorators?: ValueId[];
  /** Decorators per parameter index. */
  paramDecorators?: Record<number, ValueId[]>;
  /** Parent try block of each try block in this function (-1: none), for thrown errors that pass through. */
  tries?: { parent: number; hasCatch: boolean }[];
}

export interface ClassFact {
  name: string;
  at: Place;
  extends?: ValueId;
  extendsType?: TypeId;
  implements: TypeId[];
  /** Fields, methods, accessors by name; `#x` keeps its hash. A method's value is a function. */
  members: ClassMember[];
  /** Function id of the constructor. */
  construct?: FunctionId;
  decorators: ValueId[];
  isAbstract?: true;
  typeParams?: string[];
}

export interface ClassMember {
  name: string;
  kind: "field" | "method" | "get" | "set";
  value?: ValueId;
  type?: TypeId;
  isStatic?: true;
  decorators?: ValueId[];
  at: Place;
}

export interface ImportFact {
  specifier: string;
  /** Exported name; "default", "*" for a namespace or a whole CommonJS module. */
  name: string;
  local: string;
  at: Place;
  isType?: true;
  how: "import" | "require" | "dynamic";
}

export type ExportFact =
  | { kind: "value"; name: string; value: ValueId }
  | { kind: "type"; name: string; type: TypeId }
  /** `export { name as as } from "specifier"`; `name` "*" with `as` "*" for `export *`. */
  | { kind: "from"; name: string; as: string; specifier: string; at: Place }
  /** `module.exports = value`, `export = value`. */
  | { kind: "assign"; value: ValueId };

/** A type written in the file. `ref` names are looked up in `Facts.typeNames`, then in imports, then are global. */
export type TypeFact =
  | { kind: "primitive"; name: "string" | "number" | "boolean" | "bigint" | "symbol" | "null" | "undefined" | "void" | "any" | "unknown" | "never" | "object" }
  | { kind: "literal"; text: string }
  /** `import` is an index into `Facts.imports`; `local` an index into `Facts.types` of a declaration in this file. */
  | { kind: "ref"; name: string; args: TypeId[]; import?: number; local?: TypeId; path?: string[] }
  | { kind: "declared"; name: string; form: "interface" | "alias" | "enum"; params: string[]; body: TypeId; extends: TypeId[]; at: Place }
  | { kind: "object"; fields: TypeField[]; index?: TypeId }
  | { kind: "union"; of: TypeId[] }
  | { kind: "intersection"; of: TypeId[] }
  | { kind: "array"; of: TypeId }
  | { kind: "tuple"; of: TypeId[] }
  | { kind: "function"; returns: TypeId; params: TypeId[] }
  | { kind: "keyof"; of: TypeId }
  | { kind: "typeof"; value: ValueId }
  | { kind: "indexed"; of: TypeId; key: TypeId }
  | { kind: "mapped"; key: TypeId; body: TypeId; param: string }
  | { kind: "conditional"; yes: TypeId; no: TypeId }
  | { kind: "class"; cls: ClassId };

export interface TypeField { name: string; type: TypeId; optional?: true; method?: true; at: Place; doc?: string }

/** A record of a database or API schema written in another language: Prisma model, GraphQL type. */
export interface SchemaFact {
  language: "prisma" | "graphql" | "sql" | "openapi";
  name: string;
  at: Place;
  fields: { name: string; type: string; list?: true; relation?: true; optional?: true; at: Place; doc?: string }[];
}

/** HTML or JSX tag that loads something from another host. */
export interface TagFact { tag: string; attribute: string; url: string; at: Place }

/** Comment that speaks to privacy-lint, e.g. a suppression. `text` is what follows the marker. */
export interface DirectiveFact { text: string; at: Place; endLine: number; ownLine: boolean }

export interface FactsNote { kind: "parse-error" | "too-large" | "binary" | "encoding" | "unsupported"; at: Place; text: string }

export interface Facts {
  values: Value[];
  types: TypeFact[];
  functions: FunctionSummary[];
  classes: ClassFact[];
  imports: ImportFact[];
  exports: ExportFact[];
  guards: Guard[];
  /** Named types declared at module level (and inside namespaces, dotted). */
  typeNames: Record<string, TypeId>;
  /** Module-level value names, for ambient and script files. */
  schemas: SchemaFact[];
  tags: TagFact[];
  /** Absolute URLs in string literals, host only. */
  hosts: { host: string; at: Place }[];
  /** Environment variable names read (`process.env.X`, `import.meta.env.X`). */
  env: { name: string; at: Place }[];
  directives: DirectiveFact[];
  /** "use client", "use server". */
  prologue: string[];
  notes: FactsNote[];
  lineCount: number;
}

export const placeOf = (line: number, column: number): Place => line * 4096 + Math.min(column, 4095);
export const lineOf = (place: Place): number => Math.floor(place / 4096);
export const columnOf = (place: Place): number => place % 4096;
