/** Personal data that comes in, whether or not it leaves: stored schema fields, source APIs, form fields. */
import type { Collection, Location, Place } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import { modelShape } from "../types/model-fields.ts";
import { allModels } from "../types/models.ts";
import { recogniseField } from "./recognise.ts";
import { sourceFiles, sourceNames } from "./source-scan.ts";

export function findCollections(program: Program, bytes: (path: string) => Buffer | undefined): Collection[] {
  const found = [...schemaFields(program), ...sourceFiles(program, bytes).flatMap((path) => sourceCalls(program, path))];
  const once = new Map<string, Collection>();
  for (const one of found) {
    const key = `${one.location.file} ${one.dataType}`;
    const known = once.get(key);
    if (!known || one.location.line < known.location.line) once.set(key, one);
  }
  return [...once.values()].sort((a, b) => (a.location.file < b.location.file ? -1 : a.location.file > b.location.file ? 1 : a.location.line - b.location.line || (a.dataType < b.dataType ? -1 : 1)));
}

function locate(unit: Unit, at: Place, length: number): Location {
  return { file: unit.path, line: lineOf(at), column: columnOf(at), endLine: lineOf(at), endColumn: columnOf(at) + length };
}

/** Columns of database models that hold something about a person. */
function schemaFields(program: Program): Collection[] {
  return allModels(program).filter(({ schema }) => schema.language === "prisma").flatMap((model) =>
    modelShape({ program, depth: 0 }, model, []).fields.flatMap((field): Collection[] => {
      const recognised = recogniseField(program.catalog, field, []);
      if (!recognised || program.catalog.isPseudonymous(recognised.dataType)) return [];
      const name = field.path.at(-1)!;
      return [{
        dataType: recognised.dataType, how: "schema", certainty: recognised.certainty, expression: `${field.owner}.${name}`,
        location: locate(field.unit, field.at, name.length), reason: `stored column \`${name}\` of ${field.owner}`,
      }];
    }));
}

/** Calls of APIs that hand out personal data: geolocation, device ids, contacts, IP headers. */
function sourceCalls(program: Program, path: string): Collection[] {
  const unit = program.unit(path);
  const { callees } = sourceNames(program.catalog);
  return unit === undefined ? [] : [...unit.calls()].flatMap((call): Collection[] => {
    const value = unit.value(call.id);
    if (value.kind !== "call" || !callees.has(lastName(unit, value.callee))) return [];
    for (const entity of identify(program, unit, value.callee)) {
      if (entity.kind !== "api") continue;
      const api = program.catalog.source({ ...entity.origin, steps: [...entity.origin.steps, { kind: "call" }] });
      if (!api?.dataType || api.dataType === "opaque" || !program.catalog.dataTypes.has(api.dataType)) continue;
      const expression = unit.chain(value.callee).join(".");
      return [{
        dataType: api.dataType, how: "api", certainty: api.certainty, expression,
        location: { file: unit.path, line: lineOf(value.at), column: columnOf(value.at), endLine: lineOf(value.end), endColumn: columnOf(value.end) },
        reason: `read from \`${expression}()\``,
      }];
    }
    return [];
  });
}

/** The exported name of an import: the file may call it by another. */
function lastName(unit: Unit, id: number): string {
  const value = unit.value(unit.peel(id));
  const fact = value.kind === "import" ? unit.facts.imports[value.index] : undefined;
  return (fact && fact.name !== "default" ? fact.name : unit.lastName(id)) ?? "";
}
