/** Database and API models written in schema languages, by name. */
import type { SchemaFact } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";

export interface Model { unit: Unit; schema: SchemaFact }

const memo = new WeakMap<Program, Map<string, Model>>();

function models(program: Program): Map<string, Model> {
  const known = memo.get(program);
  if (known) return known;
  const index = new Map<string, Model>();
  memo.set(program, index);
  for (const { path, kind } of program.project.files) {
    if (kind !== "prisma" && kind !== "graphql") continue;
    const unit = program.unit(path);
    for (const schema of unit?.facts.schemas ?? []) if (!index.has(schema.name)) index.set(schema.name, { unit: unit!, schema });
  }
  return index;
}

export const modelNamed = (program: Program, name: string): Model | undefined => models(program).get(name);

/** `prisma.user` -> model User. */
export function prismaModel(program: Program, accessor: string): Model | undefined {
  const found = modelNamed(program, accessor.charAt(0).toUpperCase() + accessor.slice(1));
  return found?.schema.language === "prisma" ? found : undefined;
}

export const allModels = (program: Program): Model[] => [...models(program).values()];
