/** identify: what a callee or receiver is, followed through imports, members, classes, factories and declared types. */
import type { ClassMember, Origin, TypeId, Value, ValueId } from "../model/index.ts";
import { step, type Entity } from "./entity.ts";
import { entriesOf } from "./map-entries.ts";
import { implementersOf } from "./implementers.ts";
import type { Program, Target } from "./program.ts";
import { providedTo } from "./provided.ts";
import { typeMember, typeTarget } from "./type-target.ts";
import type { Ref, Unit } from "./unit.ts";

const maxEntities = 24;

export function identify(program: Program, unit: Unit, id: ValueId): Entity[] {
  const known = unit.entities.get(id);
  if (known !== undefined) return known ?? [];
  unit.entities.set(id, null);
  const found = distinct(resolve(program, unit, id)).slice(0, maxEntities);
  unit.entities.set(id, found);
  return found;
}

function distinct(entities: Entity[]): Entity[] {
  if (entities.length < 2) return entities;
  const seen = new Set<string>();
  return entities.filter((entity) => {
    const key = entityKey(entity);
    return seen.has(key) ? false : seen.add(key);
  });
}

function entityKey(entity: Entity): string {
  switch (entity.kind) {
    case "api": return `api ${entity.origin.package} ${entity.origin.export} ${entity.origin.steps.map((one) => (one.kind === "member" ? `.${one.name}` : one.kind)).join("")}`;
    case "function": return `function ${entity.unit.path} ${entity.fn} ${entity.self?.unit.path} ${entity.self?.id} ${entity.bound?.unit.path} ${entity.bound?.id}`;
    case "class": return `class ${entity.unit.path} ${entity.cls}`;
    case "instance": return `instance ${entity.unit.path} ${entity.cls} ${entity.made?.unit.path} ${entity.made?.id}`;
    case "object": return `object ${entity.unit.path} ${entity.id}`;
    case "module": return `module ${entity.unit.path}`;
    case "interface": return `interface ${entity.unit.path} ${entity.type}`;
    case "param": return `param ${entity.unit.path} ${entity.fn} ${entity.index} ${entity.path.join(".")}`;
  }
}

function resolve(program: Program, unit: Unit, id: ValueId): Entity[] {
  const value = unit.value(id);
  switch (value.kind) {
    case "global": return [{ kind: "api", origin: { package: null, export: value.name, steps: [] } }];
    case "import": return targetEntities(program, program.import(unit, value.index));
    case "function": return [{ kind: "function", unit, fn: value.fn, self: null }];
    case "class": return [{ kind: "class", unit, cls: value.cls }];
    case "object": return objectEntities(program, unit, id, value);
    case "bind": {
      const found = identify(program, unit, value.base);
      return found.length || value.type === undefined ? found : typeEntities(program, unit, value.type);
    }
    case "typed": {
      const found = identify(program, unit, value.base);
      return found.length ? found : typeEntities(program, unit, value.type);
    }
    case "await":
    case "after":
    case "rest":
    case "element": return identify(program, unit, value.base);
    case "choice": return value.options.flatMap((option) => identify(program, unit, option));
    case "array": return value.items.slice(0, 12).flatMap((item) => identify(program, unit, item.value));
    case "member": return identify(program, unit, value.base).flatMap((owner) => memberOf(program, owner, value.name, { unit, id: value.base }));
    case "index": return indexed(program, unit, value);
    case "call": return callResult(program, unit, id, value);
    case "param": return paramEntities(program, unit, value);
    case "this": return value.cls === undefined ? [] : [{ kind: "instance", unit, cls: value.cls, made: null }];
    case "super": return value.cls === undefined ? [] : superOf(program, unit, value.cls);
    default: return [];
  }
}

export function targetEntities(program: Program, target: Target): Entity[] {
  switch (target.kind) {
    case "value": {
      const start = identify(program, target.unit, target.id);
      return target.path.reduce((owners, name) => owners.flatMap((owner) => memberOf(program, owner, name, { unit: target.unit, id: target.id })), start);
    }
    case "module": return [{ kind: "module", unit: target.unit }];
    case "package": return [{ kind: "api", origin: { package: target.specifier, export: target.name, steps: [] } }];
    default: return [];
  }
}

/** `{ ...base, ... }` made by a field write is still the base. */
function objectEntities(program: Program, unit: Unit, id: ValueId, value: Value & { kind: "object" }): Entity[] {
  const self: Entity = { kind: "object", unit, id };
  const first = value.entries[0];
  if (!first || !("spread" in first)) return [self];
  const inner = identify(program, unit, first.spread);
  return inner.some((entity) => entity.kind !== "object" && entity.kind !== "param") ? [...inner, self] : [self];
}

export function superOf(program: Program, unit: Unit, cls: number): Entity[] {
  const parent = unit.facts.classes[cls]?.extends;
  if (parent === undefined) return [];
  return identify(program, unit, parent).flatMap((entity): Entity[] =>
    entity.kind === "class" ? [{ kind: "instance", unit: entity.unit, cls: entity.cls, made: null }]
      : entity.kind === "api" ? [{ kind: "api", origin: step(entity.origin, { kind: "new" }) }] : [],
  );
}

function paramEntities(program: Program, unit: Unit, value: Value & { kind: "param" }): Entity[] {
  const typed = value.type === undefined ? [] : typeEntities(program, unit, value.type);
  if (typed.length) return typed;
  const fallback = value.default === undefined ? handedBy(program, unit, value) : identify(program, unit, value.default);
  return [{ kind: "param", unit, fn: value.fn, index: value.index, path: [] }, ...fallback];
}

const handing = new Set(["then", "map", "forEach", "filter", "find", "flatMap", "tap"]);

/** `import("./x").then((loaded) => ...)`: the callback's parameter is what the receiver holds. */
function handedBy(program: Program, unit: Unit, value: Value & { kind: "param" }): Entity[] {
  if (value.index !== 0) return [];
  return unit.callsGiven(value.fn).slice(0, 2).flatMap(({ call, key }) => {
    const site = unit.value(call.id);
    const callee = site.kind === "call" ? unit.value(unit.peel(site.callee)) : undefined;
    return key === undefined && callee?.kind === "member" && handing.has(callee.name) ? identify(program, unit, callee.base) : [];
  });
}

/** Entities a declared type stands for: a class's instance, an interface, a package's type. */
export function typeEntities(program: Program, unit: Unit, type: TypeId): Entity[] {
  return typeTarget(program, unit, type).flatMap((target): Entity[] => {
    if (target.kind === "class") return [{ kind: "instance", unit: target.unit, cls: target.cls, made: null }];
    if (target.kind === "declared") return [{ kind: "interface", unit: target.unit, type: target.type }];
    if (target.kind === "value") return identify(program, target.unit, target.id);
    if (target.kind === "package") return [{ kind: "api", origin: { package: target.specifier, export: target.name, steps: [{ kind: "new" }] } }];
    return [];
  });
}

export function memberOf(program: Program, owner: Entity, name: string, receiver: Ref, seen = new Set<string>()): Entity[] {
  switch (owner.kind) {
    case "api": return [{ kind: "api", origin: step(owner.origin, { kind: "member", name }) }];
    case "param": return owner.path.length < 5 ? [{ ...owner, path: [...owner.path, name] }] : [];
    case "module": return targetEntities(program, program.exportOf(owner.unit.path, name));
    case "class": return staticMember(program, owner, name);
    case "instance": return instanceMember(program, owner, name, receiver);
    case "object": return objectMember(program, owner.unit, owner.id, name, receiver, seen);
    case "interface": return interfaceMember(program, owner, name, receiver);
    case "function": return name === "bind" || name === "call" || name === "apply" ? [owner] : [];
  }
}

function staticMember(program: Program, owner: Entity & { kind: "class" }, name: string): Entity[] {
  const member = owner.unit.facts.classes[owner.cls]?.members.find((one) => one.isStatic && one.name === name);
  if (!member) return superOf(program, owner.unit, owner.cls).flatMap((parent) =>
    parent.kind === "instance" ? staticMember(program, { kind: "class", unit: parent.unit, cls: parent.cls }, name) : []);
  return memberEntities(program, owner, member, null);
}

function memberEntities(program: Program, owner: { unit: Unit; cls: number }, member: ClassMember, receiver: Ref | null): Entity[] {
  const found = member.value === undefined ? [] : identify(program, owner.unit, member.value).map((entity) => (entity.kind === "function" ? { ...entity, self: receiver } : entity));
  const made = member.kind === "get" ? found.flatMap((entity) => (entity.kind === "function" ? returned(program, entity) : [])) : found;
  const useful = made.filter((entity) => entity.kind !== "param");
  if (useful.length) return useful;
  const typed = member.type === undefined ? [] : typeEntities(program, owner.unit, member.type);
  return typed.length ? typed : made;
}

/** Parents lead to children and children to parents: each class is asked once. */
function instanceMember(program: Program, owner: Entity & { kind: "instance" }, name: string, receiver: Ref, asked = new Set<string>()): Entity[] {
  const fact = owner.unit.facts.classes[owner.cls];
  const key = `${owner.unit.path} ${owner.cls}`;
  if (!fact || asked.has(key)) return [];
  asked.add(key);
  const member = fact.members.find((one) => one.name === name && !one.isStatic && (one.value !== undefined || one.kind === "field"));
  const assigned = member?.value === undefined ? assignedFields(owner.unit, owner.cls, name) : [];
  const own = [
    ...(member ? memberEntities(program, owner, member, receiver) : []),
    ...assigned.flatMap((id) => identify(program, owner.unit, id)),
  ];
  const overriding = fact.isAbstract || (member && member.value === undefined) || !member ? [] : own;
  if (overriding.length) return overriding;
  const inherited = own.length ? [] : superOf(program, owner.unit, owner.cls).flatMap((parent) =>
    parent.kind === "instance" ? instanceMember(program, parent, name, receiver, asked) : memberOf(program, parent, name, receiver));
  const implemented = fact.isAbstract ? implementersOf(program, owner.unit, fact.name).flatMap((child) =>
    child.unit === owner.unit && child.cls === owner.cls ? [] : instanceMember(program, { kind: "instance", ...child, made: null }, name, receiver, asked)) : [];
  return [...own, ...inherited, ...implemented];
}

/** Values written to `this.name` in any method of the class. */
export const assignedFields = (unit: Unit, cls: number, name: string): ValueId[] => unit.fieldWrites(cls, name);

function objectMember(program: Program, unit: Unit, id: ValueId, name: string, receiver: Ref, seen: Set<string>): Entity[] {
  const value = unit.value(id);
  // Field writes in loops and branches make long chains of spreads that meet again: each object is asked once.
  const key = `${unit.path} ${id}`;
  if (value.kind !== "object" || seen.has(key) || seen.size > 64) return [];
  seen.add(key);
  for (let index = value.entries.length - 1; index >= 0; index--) {
    const entry = value.entries[index]!;
    if ("key" in entry && entry.key === name) {
      return identify(program, unit, entry.value).map((entity) => (entity.kind === "function" && entity.self === null ? { ...entity, self: receiver } : entity));
    }
    if ("spread" in entry) {
      const found = identify(program, unit, entry.spread).flatMap((owner) => memberOf(program, owner, name, receiver, seen));
      if (found.length) return found;
    }
  }
  return [];
}

function interfaceMember(program: Program, owner: Entity & { kind: "interface" }, name: string, receiver: Ref): Entity[] {
  const fact = owner.unit.facts.types[owner.type];
  const declared = fact?.kind === "declared" ? fact.name : "";
  const implemented = declared ? implementersOf(program, owner.unit, declared).flatMap((child) => instanceMember(program, { kind: "instance", ...child, made: null }, name, receiver)) : [];
  if (implemented.length) return implemented;
  return typeMember(program, owner.unit, owner.type, name).flatMap((member) => typeEntities(program, member.unit, member.type));
}

function indexed(program: Program, unit: Unit, value: Value & { kind: "index" }): Entity[] {
  return identify(program, unit, value.base).flatMap((owner): Entity[] => {
    if (owner.kind !== "object") return owner.kind === "api" ? [owner] : [];
    const object = owner.unit.value(owner.id);
    return object.kind === "object" ? object.entries.slice(0, 12).flatMap((entry) => ("value" in entry ? identify(program, owner.unit, entry.value) : [])) : [];
  });
}

function callResult(program: Program, unit: Unit, id: ValueId, value: Value & { kind: "call" }): Entity[] {
  return identify(program, unit, value.callee).flatMap((callee): Entity[] => {
    switch (callee.kind) {
      case "api": return isBindCall(unit, value) ? [{ kind: "api", origin: withoutLast(callee.origin) }] : [{ kind: "api", origin: step(callee.origin, { kind: value.isNew ? "new" : "call" }) }, ...wrapped(program, unit, callee.origin.package, value), ...providedTo(program, unit, callee.origin, value), ...takenFrom(program, unit, callee.origin, value)];
      case "class": return [{ kind: "instance", unit: callee.unit, cls: callee.cls, made: { unit, id } }];
      case "function": return isBindCall(unit, value) ? [value.args.length > 1 ? { ...callee, bound: { unit, id } } : callee] : [...closures(returned(program, callee), callee, { unit, id }), ...passedThrough(program, unit, callee, value)];
      default: return [];
    }
  });
}

const containers = new Set(["inject", "useInjection", "resolve", "injectService"]);
const makers = new Set(["useMemo", "createMemo", "computed", "useConstant"]);

/** `cache(load)`, `useCallback(send)`, `debounce(save)`: what a library makes of a function is still that function. */
function wrapped(program: Program, unit: Unit, specifier: string | null, value: Value & { kind: "call" }): Entity[] {
  const first = value.args[0];
  if (specifier === null || value.isNew || !first) return [];
  const given = identify(program, unit, first.value);
  const name = unit.lastName(value.callee) ?? "";
  // `inject(Mailer)` hands out an instance; `useMemo(() => client)` what the callback makes.
  if (containers.has(name)) return given.flatMap((entity): Entity[] => {
    if (entity.kind === "api") return entity.origin.package === null ? [] : [{ kind: "api", origin: step(entity.origin, { kind: "new" }) }];
    return entity.kind === "class" ? [{ kind: "instance", unit: entity.unit, cls: entity.cls, made: null }] : [];
  });
  if (makers.has(name)) return given.flatMap((entity) => (entity.kind === "function" ? returned(program, entity) : []));
  return given.filter((entity) => entity.kind === "function" && entity.self === null);
}

/** `handlers.get(kind)`: the functions a Map holds. */
function takenFrom(program: Program, unit: Unit, origin: Origin, value: Value & { kind: "call" }): Entity[] {
  const last = origin.steps.at(-1);
  if (origin.package !== null || !/^(Weak)?Map$/.test(origin.export) || last?.kind !== "member" || last.name !== "get") return [];
  return entriesOf(program, unit, value).flatMap((entry) => identify(program, entry.unit, entry.id)).filter((entity) => entity.kind !== "param");
}

/** `console.info.bind(console)` is `console.info`. */
const withoutLast = (origin: Origin): Origin => ({ ...origin, steps: origin.steps.slice(0, -1) });

function isBindCall(unit: Unit, value: Value & { kind: "call" }): boolean {
  const callee = unit.value(value.callee);
  return callee.kind === "member" && callee.name === "bind";
}

/** Functions a call makes remember that call: their captured parameters are its arguments. */
function closures(found: Entity[], callee: Entity & { kind: "function" }, made: Ref): Entity[] {
  return found.map((entity) =>
    entity.kind === "function" && entity.unit === callee.unit && entity.unit.facts.functions[entity.fn]?.outer === callee.fn ? { ...entity, made } : entity);
}

function returned(program: Program, callee: Entity & { kind: "function" }): Entity[] {
  const fn = callee.unit.facts.functions[callee.fn];
  if (!fn) return [];
  const found = fn.returns.flatMap((id) => identify(program, callee.unit, id)).filter((entity) => entity.kind !== "param");
  return found.length || fn.type === undefined ? found : typeEntities(program, callee.unit, fn.type);
}

/** `identity(x)` and `wrap(handler)` that return their parameter are what they were given. */
function passedThrough(program: Program, unit: Unit, callee: Entity & { kind: "function" }, value: Value & { kind: "call" }): Entity[] {
  const fn = callee.unit.facts.functions[callee.fn];
  return (fn?.returns ?? []).flatMap((id) => {
    const result = callee.unit.value(callee.unit.peel(id));
    if (result.kind !== "param" || result.fn !== callee.fn) return [];
    const argument = value.args[result.index];
    return argument ? identify(program, unit, argument.value) : [];
  });
}
