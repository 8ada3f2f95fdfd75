/** carriedBy: what the error of a library call repeats of the call: axios keeps the request, Sequelize the parameters. */
import type { ValueId } from "../model/index.ts";
import { identify, superOf } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { asCarried, asText, clean, isEmpty, union, type Result } from "./result.ts";

interface Carrier {
  packages: RegExp;
  /** Last names of the calls whose errors repeat their arguments. */
  calls: RegExp;
  /** Arguments that are repeated, with the place inside each; without it all of them. */
  given?: { arg: number; path?: string[] }[];
  /** The message repeats them too; otherwise only the error as a whole, and the fields named here. */
  inMessage?: true;
  fields: RegExp;
  /** Ids alone are not worth a word: a query is full of them. */
  noIds?: true;
}

const url = { arg: 0 };
const sent = [{ arg: 0, path: ["url"] }, { arg: 0, path: ["data"] }, { arg: 0, path: ["params"] }];

/** Facts of the libraries' own sources and manuals: AxiosError.config, HttpErrorResponse.url, ValidationErrorItem.value ... */
const carriers: Carrier[] = [
  { packages: /^axios$/, calls: /^(post|put|patch|postForm|putForm|patchForm)$/, given: [url, { arg: 1 }, { arg: 2, path: ["params"] }], fields: /^(config|request|response|toJSON)$/ },
  { packages: /^axios$/, calls: /^(get|delete|head|options)$/, given: [url, { arg: 1, path: ["params"] }, { arg: 1, path: ["data"] }], fields: /^(config|request|response|toJSON)$/ },
  { packages: /^axios$/, calls: /^(axios|request|instance|client|http|api)$/, given: [...sent, { arg: 1, path: ["data"] }, { arg: 1, path: ["params"] }], fields: /^(config|request|response|toJSON)$/ },
  { packages: /^@nestjs\/axios$/, calls: /^(post|put|patch)$/, given: [url, { arg: 1 }, { arg: 2, path: ["params"] }], fields: /^(config|request|response|toJSON)$/ },
  { packages: /^@nestjs\/axios$/, calls: /^(get|delete|head)$/, given: [url, { arg: 1, path: ["params"] }], fields: /^(config|request|response|toJSON)$/ },
  { packages: /^@angular\/common\/http$/, calls: /^(get|post|put|patch|delete|head|options)$/, given: [url], inMessage: true, fields: /^(url)$/ },
  { packages: /^ky$/, calls: /^(ky|get|post|put|patch|delete)$/, given: [url, { arg: 1, path: ["json"] }, { arg: 1, path: ["searchParams"] }, { arg: 1, path: ["body"] }], fields: /^(request|options)$/ },
  { packages: /^(ofetch|#imports|#app)$/, calls: /^(ofetch|\$fetch)$/, given: [url], inMessage: true, fields: /^(request|options)$/ },
  { packages: /^graphql-request$/, calls: /^(request|rawRequest|batchRequests)$/, inMessage: true, fields: /^(request)$/ },
  { packages: /^ai$/, calls: /^(generateText|generateObject|streamText|streamObject|embed|embedMany)$/, given: [{ arg: 0, path: ["prompt"] }, { arg: 0, path: ["messages"] }, { arg: 0, path: ["system"] }], fields: /^(requestBodyValues|cause)$/ },
  { packages: /^sequelize(-typescript)?$/, calls: /^(create|bulkCreate|update|upsert|findOrCreate|save|build)$/, fields: /^(parameters|sql|errors|fields|parent|original|instance)$/ },
  { packages: /^typeorm$/, calls: /^(save|insert|update|upsert|query|values|set)$/, fields: /^(parameters|query|driverError)$/ },
  { packages: /^knex$/, calls: /^(insert|update|where|andWhere|orWhere|upsert|raw)$/, inMessage: true, fields: /^(detail)$/ },
  { packages: /^drizzle-orm/, calls: /^(values|set)$/, inMessage: true, fields: /^(params|query|cause)$/ },
  { packages: /^mongoose$/, calls: /^(create|insertMany|updateOne|updateMany|findOneAndUpdate|findByIdAndUpdate|replaceOne)$/, inMessage: true, fields: /^(keyValue|errors|value)$/ },
  { packages: /prisma/, calls: /^(create|createMany|createManyAndReturn|update|upsert|updateMany)$/, fields: /^$/, noIds: true },
  { packages: /^twilio$/, calls: /^(create)$/, given: [{ arg: 0, path: ["to"] }], inMessage: true, fields: /^$/ },
];

/** Packages a callee belongs to: by its own origin, or by the library class its class extends. */
function packagesOf(program: Program, unit: Unit, callee: ValueId): string[] {
  const own = identify(program, unit, callee).flatMap((entity) => (entity.kind === "api" && entity.origin.package !== null ? [entity.origin.package] : []));
  const written = unit.value(unit.peel(callee));
  if (own.length || written.kind !== "member") return own;
  return identify(program, unit, written.base).flatMap((entity) => (entity.kind === "class" || entity.kind === "instance" ? parentsOf(program, entity.unit, entity.cls, 0) : []));
}

function parentsOf(program: Program, unit: Unit, cls: number, depth: number): string[] {
  if (depth > 6) return [];
  return superOf(program, unit, cls).flatMap((parent) => {
    if (parent.kind === "api") return parent.origin.package === null ? [] : [parent.origin.package];
    return parent.kind === "instance" ? parentsOf(program, parent.unit, parent.cls, depth + 1) : [];
  });
}

/** What the error of this call holds of its arguments; clean for a call whose errors say nothing. `depth`: calls between it and the handler. */
export function carriedBy(evaluator: Evaluator, { unit, id }: Pick<CallRef, "unit" | "id">, path: readonly string[], depth = 0): Result {
  const call = unit.value(id);
  const name = call.kind === "call" ? (unit.lastName(call.callee) ?? "") : "";
  if (call.kind !== "call" || !carriers.some((one) => one.calls.test(name))) return clean;
  const packages = packagesOf(evaluator.program, unit, call.callee);
  const carrier = carriers.find((one) => one.calls.test(name) && packages.some((specifier) => one.packages.test(specifier)));
  if (!carrier || !holds(carrier, path) || (carrier.noIds && depth > 1)) return clean;
  const given: NonNullable<Carrier["given"]> = carrier.given ?? call.args.map((_, arg) => ({ arg }));
  const found = asText(union(given.flatMap((place) => {
    const argument = call.args[place.arg];
    return argument ? [evaluator.evaluate(unit, argument.value, place.path ?? [])] : [];
  })));
  if (isEmpty(found)) return clean;
  const { dataTypes, isPseudonymous, isCredential } = evaluator.program.catalog;
  const left = carrier.noIds ? [...dataTypes.keys()].filter((type) => isPseudonymous(type) || isCredential(type)) : [];
  const repeated = asCarried(found, left);
  const reason = `the error of \`${unit.chain(call.callee).filter(Boolean).join(".")}()\` repeats it`;
  return { ...repeated, data: repeated.data.map((datum) => ({ ...datum, reason: `${datum.reason}; ${reason}` })) };
}

function holds(carrier: Carrier, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined || first === "*" || first.startsWith("-")) return true;
  if (first === "message" || first === "stack") return carrier.inMessage ?? false;
  // The answer repeats the request in its `config` only.
  if (first === "response") return carrier.fields.test(first) && (rest[0] === undefined || rest[0] === "config");
  if (first === "config" && rest[0] !== undefined && !/^(data|url|params|headers|toJSON)$/.test(rest[0])) return false;
  return carrier.fields.test(first);
}
