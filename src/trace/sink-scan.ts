/** sinkFiles: the files that can hold a sink, told by a scan of their bytes, before any is parsed. */
import { findImports } from "../link/import-scan.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import type { Catalog, ValueId } from "../model/index.ts";
import { NameTable, scanCalls } from "./call-heads.ts";
import { sinkNames, type SinkNames } from "./sink-names.ts";

type Bytes = (path: string) => Buffer | undefined;

/** Text that becomes a script, and loggers that are taken apart or handed on without a call. */
const words = ["console", "ogger", "localStorage", "sessionStorage"];
const markup = ["dangerouslySetInnerHTML", "<script", "<Script", "v-html", "{@html"];
/** Attributes with an address that is put together where they stand, or kept in a variable of the same file. */
const attributes = ["href={", "src={", "action={", ":href=", ":src="];
const builtAddress = /(?:https?:|["'`])\/\/[^`"'\n]{0,200}(?:\$\{|["']\s*\+)|(?:href|src|action)=\{?["']?`\$\{/;

export function sinkFiles(program: Program, bytes: Bytes): string[] {
  const scan = scanOf(program.catalog);
  return program.project.files
    .filter(({ role, kind }) => role === "app" && kind !== "prisma" && kind !== "graphql")
    .filter(({ path, kind }) => kind === "html" || canHold(scan, bytes(path), !/\.[cm]?ts$/.test(path)))
    .map(({ path }) => path);
}

interface Scan { names: SinkNames; table: NameTable; tokens: string[]; written: RegExp }

const scans = new WeakMap<Catalog, Scan>();

function scanOf(catalog: Catalog): Scan {
  let scan = scans.get(catalog);
  if (!scan) {
    const names = sinkNames(catalog);
    const written = [...names.written].filter((name) => name !== "*");
    scans.set(catalog, scan = {
      names, table: new NameTable([...names.callees, "bind"]),
      tokens: written.map((name) => (name === "location" ? name : `.${name}`)), written: new RegExp(`(?:\\blocation|${written.map((name) => `\\.${name}`).join("|")})\\s*=(?!=)`),
    });
  }
  return scan;
}

function canHold({ names, table, tokens, written }: Scan, bytes: Buffer | undefined, hasMarkup: boolean): boolean {
  if (!bytes) return false;
  const mentions = (token: string): boolean => bytes.includes(token, 0, "latin1");
  if (words.some(mentions) || (hasMarkup && markup.some(mentions))) return true;
  const called = new Set<string>();
  const isSink = scanCalls(bytes, table, (path) => {
    const name = path.at(-1);
    if (name === undefined) return false;
    called.add(name);
    return names.isTelling(name) || names.isSinkPath(path);
  });
  if (isSink || usesPackage(names, bytes, called)) return true;
  const text = (): string => bytes.toString("latin1", 0, bytes.length);
  if (tokens.some(mentions) && written.test(text())) return true;
  return hasMarkup && attributes.some(mentions) && builtAddress.test(text());
}

/** Imports a package of the catalog, and calls what the package sends with or hands a client on. */
function usesPackage(names: SinkNames, bytes: Buffer, called: ReadonlySet<string>): boolean {
  return findImports(bytes).some((specifier) => {
    const sinks = specifier.startsWith(".") ? undefined : names.ofPackage(specifier);
    if (!sinks) return false;
    if (sinks.names.has("") || [...called].some((name) => sinks.names.has(name))) return true;
    return sinks.makesClients && (bytes.includes("export ", 0, "latin1") || bytes.includes("exports", 0, "latin1"));
  });
}

/** Where clients, loggers and bound methods that files of the project export are taken, under any name. */
export class ClientUses {
  private readonly taken = new Set<string>();

  /** Adds what the unit exports; the files that take it. */
  add(program: Program, unit: Unit): string[] {
    const { names } = scanOf(program.catalog);
    return unit.exportedValues().filter(({ id }) => isClient(program, names, unit, id)).flatMap(({ name }) => program.graph.usersOf(unit.path, name)).map((use) => {
      this.taken.add(`${use.path}\n${use.name}`);
      return use.path;
    });
  }

  /** Whether what the unit imports may be one: of other files by what they export, of packages always. */
  has(program: Program, unit: Unit, index: number): boolean {
    const fact = unit.facts.imports[index];
    return fact === undefined || program.fileOf(unit.path, fact.specifier) === null
      || this.taken.has(`${unit.path}\n${fact.name}`) || this.taken.has(`${unit.path}\n*`);
  }
}

const clientKinds = new Set(["call", "member", "choice", "import", "global", "index"]);

function isClient(program: Program, names: SinkNames, unit: Unit, id: ValueId, isReturned = false): boolean {
  const value = unit.value(unit.peel(id));
  if (value.kind === "function" && !isReturned) return (unit.facts.functions[value.fn]?.returns ?? []).some((one) => isMade(program, unit, one) && isClient(program, names, unit, one, true));
  if (!clientKinds.has(value.kind)) return false;
  return identify(program, unit, id).some((entity) => {
    if (entity.kind !== "api") return false;
    const { package: specifier, steps } = entity.origin;
    return specifier === null ? steps.length > 0 && program.catalog.sink(entity.origin) !== undefined : names.ofPackage(specifier) !== undefined;
  });
}

/** `new Ratelimit(redis)`, `pino().child({})`: made with a package of this file's own imports. */
function isMade(program: Program, unit: Unit, id: ValueId): boolean {
  let value = unit.value(unit.peel(id));
  if (value.kind !== "call") return false;
  while (value.kind === "call" || value.kind === "member") value = unit.value(unit.peel(value.kind === "call" ? value.callee : value.base));
  return value.kind === "import" && program.fileOf(unit.path, unit.facts.imports[value.index]?.specifier ?? "") === null;
}
