/** Form libraries: what `watch("email")`, `handleSubmit((values) => ...)` and `onSubmit` hand out, by the form's type, schema or first values. */
import type { TypeId, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { schemaShape } from "../types/builders.ts";
import { keyed } from "../types/scalars.ts";
import type { Evaluator } from "./evaluate.ts";
import { madeAt, writtenType } from "./origins.ts";
import { recogniseName } from "./recognise.ts";
import { clean, isEmpty, plain, underField, union, unknown, type Result } from "./result.ts";
import { schemaResult } from "./validators.ts";

type Call = Value & { kind: "call" };

const libraries = /^(react-hook-form|formik|@mantine\/form|@tanstack\/(react|vue|solid|svelte|angular)-form|vee-validate|react-final-form|sveltekit-superforms|@conform-to\/react|@remix-run\/react|antd)$/;
const reads = new Set(["watch", "getValues", "getValue", "useWatch", "getFieldValue", "getFieldsValue", "getTransformedValues"]);
const submits = new Set(["handleSubmit", "onSubmit"]);
const started = ["defaultValues", "initialValues", "values"];

/** `watch("phone")`, `form.getValues().email`, `useWatch({ control, name: "email" })`. */
export function formRead(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const name = unit.lastName(call.callee) ?? "";
  const callee = unit.value(unit.peel(call.callee));
  if (name === "useForm" || name === "useFormik") return useFormResult(evaluator, unit, call, path);
  if (callee.kind !== "member" || !reads.has(callee.name)) return undefined;
  const form = formOf(evaluator, unit, callee.base);
  if (!form) return undefined;
  const key = call.args[0] && evaluator.constantKey(unit, call.args[0].value);
  return formValues(evaluator, form, [...(key?.split(".") ?? []), ...path]);
}

/** `const { values } = useFormik(...)`, `form.values.email`. */
function useFormResult(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  if (path[0] !== "values" || !isForm(evaluator, unit, call)) return undefined;
  return formValues(evaluator, { unit, call }, path.slice(1));
}

/** What the callback of a submit is given; undefined when the receiver is no form. */
export function submitted(evaluator: Evaluator, receiver: Ref, method: string, path: readonly string[]): Result | undefined {
  const form = submits.has(method) ? formOf(evaluator, receiver.unit, receiver.id) : undefined;
  return form && formValues(evaluator, form, path);
}

/** `useFormik({ initialValues, onSubmit: (values) => ... })`, `<Formik initialValues={...} onSubmit={...}>`. */
export function submittedTo(evaluator: Evaluator, unit: Unit, options: ValueId, path: readonly string[]): Result | undefined {
  const isForm = [...started, "validationSchema"].some((key) => keyed(unit, options, key) !== undefined);
  return isForm ? optionsValues(evaluator, unit, options, path[0] === "value" ? path.slice(1) : path) : undefined;
}

type Form = { unit: Unit; call: Call } | { unit: Unit; type: TypeId };

function isForm(evaluator: Evaluator, unit: Unit, call: Call): boolean {
  return identify(evaluator.program, unit, call.callee).some((entity) => entity.kind === "api" && libraries.test(entity.origin.package ?? ""));
}

/** Where the form was made: `useForm()` here or in a hook, or a parameter that is declared to be one. */
function formOf(evaluator: Evaluator, unit: Unit, id: ValueId): Form | undefined {
  const made = madeAt(evaluator.program, unit, id);
  const value = made.unit.value(made.id);
  if (value.kind === "call") return isForm(evaluator, made.unit, value) ? { unit: made.unit, call: value } : undefined;
  const type = writtenType(unit, id);
  const fact = type === undefined ? undefined : unit.facts.types[type];
  return fact?.kind === "ref" && /^(UseFormReturn|UseFormReturnType|FormikProps|ControllerProps|Control|FormApi)$/.test(fact.name) && fact.args[0] !== undefined ? { unit, type: fact.args[0] } : undefined;
}

function formValues(evaluator: Evaluator, form: Form, path: readonly string[]): Result {
  if ("type" in form) return evaluator.byType(form.unit, form.type, path, ["form"], 0);
  const { unit, call } = form;
  const type = call.typeArgs?.at(-1);
  const typed = type === undefined ? unknown : evaluator.byType(unit, type, path, ["form"], call.at);
  if (!typed.unknown) return typed;
  return call.args[0] ? optionsValues(evaluator, unit, call.args[0].value, path) : unknown;
}

function optionsValues(evaluator: Evaluator, unit: Unit, options: ValueId, path: readonly string[]): Result {
  const resolver = keyed(unit, options, "resolver") ?? keyed(unit, options, "validationSchema") ?? keyed(unit, options, "validate") ?? keyed(unit, options, "schema");
  const made = resolver === undefined ? undefined : unit.value(unit.peel(resolver));
  const schema = resolver === undefined ? undefined : (schemaShape(evaluator.program, unit, resolver) ?? (made?.kind === "call" && made.args[0] ? schemaShape(evaluator.program, unit, made.args[0].value) : undefined));
  if (schema) return schemaResult(evaluator, unit, schema, path, unit.value(options).kind === "object" ? (unit.value(options) as Value & { kind: "object" }).at : 0);
  const first = started.map((key) => keyed(unit, options, key)).find((id) => id !== undefined);
  return first === undefined ? unknown : startedWith(evaluator, unit, first, path, []);
}

/** Each key of the first values is a field somebody fills in. */
function startedWith(evaluator: Evaluator, unit: Unit, id: ValueId, [name, ...rest]: readonly string[], owners: readonly string[]): Result {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object") return evaluator.evaluate(unit, id, name === undefined ? [] : [name, ...rest]);
  const entries = value.entries.flatMap((entry) => ("key" in entry && (name === undefined || name.startsWith("-") || name === "*" || entry.key === name) && !(name?.startsWith("-") && name.slice(1).split(",").includes(entry.key)) ? [entry] : []));
  const found = entries.map((entry): Result => {
    const below = name === undefined || name.startsWith("-") ? [] : rest;
    const inner = unit.value(unit.peel(entry.value));
    if (inner.kind === "object") return startedWith(evaluator, unit, entry.value, below, [...owners, entry.key]);
    const given = evaluator.evaluate(unit, entry.value, below);
    if (!isEmpty(given)) return given;
    const isFlag = inner.kind === "const" && (inner.type === "boolean" || inner.type === "number");
    const recognised = isFlag ? undefined : recogniseName(evaluator.program.catalog, entry.key, owners);
    const result = recognised ? { ...clean, data: [evaluator.datum(unit, entry.at, recognised, ["form", ...owners, entry.key])] } : plain;
    return name === undefined ? underField(result, entry.key) : result;
  });
  return found.length ? union(found) : unknown;
}
