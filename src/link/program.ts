/** Program: all files as units, with imports and exports resolved. Files are read only when something asks for them. */
import type { Catalog, Facts, ImportFact, Project, TypeId, ValueId } from "../model/index.ts";
import { createResolver } from "./resolve.ts";
import { FileGraph } from "./file-graph.ts";
import { Unit } from "./unit.ts";

/** What link needs of the facts store. */
export interface FactsSource {
  facts(path: string): Facts | undefined;
  bytes(path: string): Buffer | undefined;
}

export type Target =
  | { kind: "value"; unit: Unit; id: ValueId; path: string[] }
  | { kind: "type"; unit: Unit; type: TypeId }
  | { kind: "module"; unit: Unit }
  | { kind: "package"; specifier: string; name: string }
  | { kind: "missing" };

const missing: Target = { kind: "missing" };

export class Program {
  readonly project: Project;
  readonly catalog: Catalog;
  /** What is known of files without parsing them. */
  readonly graph: FileGraph;
  private readonly source: FactsSource;
  private readonly resolver: ReturnType<typeof createResolver>;
  private readonly units = new Map<string, Unit | null>();
  private readonly targets = new Map<string, Target>();

  constructor(project: Project, source: FactsSource, catalog: Catalog) {
    this.project = project;
    this.source = source;
    this.catalog = catalog;
    this.resolver = createResolver(project);
    this.graph = new FileGraph(project, (path) => source.bytes(path), this.resolver);
  }

  unit(path: string): Unit | undefined {
    const known = this.units.get(path);
    if (known !== undefined) return known ?? undefined;
    const facts = this.source.facts(path);
    const unit = facts ? new Unit(path, facts) : null;
    this.units.set(path, unit);
    return unit ?? undefined;
  }

  /** Files whose Facts were asked for so far. */
  loaded(): Unit[] { return [...this.units.values()].filter((unit) => unit !== null); }

  import(unit: Unit, index: number): Target {
    const fact = unit.facts.imports[index];
    return fact ? this.importTarget(unit.path, fact) : missing;
  }

  private importTarget(from: string, { specifier, name }: ImportFact): Target {
    const key = `${from}\n${specifier}\n${name}`;
    let target = this.targets.get(key);
    if (!target) {
      const file = this.resolver.resolve(from, specifier);
      target = file === null ? { kind: "package", specifier, name } : this.exportOf(file, name);
      this.targets.set(key, target);
    }
    return target;
  }

  /** The file of the project a specifier names, or null. */
  fileOf(from: string, specifier: string): string | null { return this.resolver.resolve(from, specifier); }

  packageOf(file: string): ReturnType<ReturnType<typeof createResolver>["packageOf"]> { return this.resolver.packageOf(file); }

  exportOf(file: string, name: string, wants: "value" | "type" = "value", seen = new Set<string>()): Target {
    const unit = this.unit(file);
    if (!unit || seen.has(`${file} ${name}`)) return missing;
    seen.add(`${file} ${name}`);
    if (name === "*") {
      const whole = unit.wholeExport();
      return whole === undefined ? { kind: "module", unit } : { kind: "value", unit, id: whole, path: [] };
    }
    const found = unit.exportNamed(wants, name) ?? unit.exportNamed(wants === "value" ? "type" : "value", name);
    if (found?.kind === "value") return { kind: "value", unit, id: found.value, path: [] };
    if (found?.kind === "type") return { kind: "type", unit, type: found.type };
    if (found?.kind === "from") return this.reExport(unit, found.specifier, found.name, wants, seen);
    const whole = unit.wholeExport();
    if (whole !== undefined) return { kind: "value", unit, id: whole, path: name === "default" ? [] : [name] };
    return name === "default" ? { kind: "module", unit } : this.starExport(unit, name, wants, seen);
  }

  private reExport(unit: Unit, specifier: string, name: string, wants: "value" | "type", seen: Set<string>): Target {
    const file = this.resolver.resolve(unit.path, specifier);
    return file === null ? { kind: "package", specifier, name } : this.exportOf(file, name, wants, seen);
  }

  private starExport(unit: Unit, name: string, wants: "value" | "type", seen: Set<string>): Target {
    const packages: string[] = [];
    for (const fact of unit.facts.exports) {
      if (fact.kind !== "from" || fact.as !== "*") continue;
      const file = this.resolver.resolve(unit.path, fact.specifier);
      if (file === null) { packages.push(fact.specifier); continue; }
      const target = this.graph.mayExport(file, name) ? this.exportOf(file, name, wants, seen) : missing;
      if (target.kind !== "missing") return target;
    }
    // A barrel over a package: the name can only come from there.
    return packages.length === 1 ? { kind: "package", specifier: packages[0]!, name } : missing;
  }

  /** The type an import names. */
  importType(unit: Unit, index: number): Target {
    const fact = unit.facts.imports[index];
    if (!fact) return missing;
    const file = this.resolver.resolve(unit.path, fact.specifier);
    return file === null ? { kind: "package", specifier: fact.specifier, name: fact.name } : this.exportOf(file, fact.name, "type");
  }
}
