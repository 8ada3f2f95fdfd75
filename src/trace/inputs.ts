/** typedInto: what a person types into an element, by its type, autocomplete, name and the other things it says of itself. */
import type { DataTypeId, Place, ValueId } from "../model/index.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { recogniseName, type Recognition } from "./recognise.ts";
import { clean, plain, union, type Open, type Result } from "./result.ts";
import { usesOf } from "../link/uses.ts";

/** Values of `type`, `autocomplete` (WHATWG), `inputMode`, and of React Native's `textContentType` and `keyboardType`. */
const byWord: Record<string, DataTypeId> = {
  email: "email-address", "email-address": "email-address", emailaddress: "email-address", tel: "phone-number", "tel-national": "phone-number", phone: "phone-number", "phone-pad": "phone-number", telephonenumber: "phone-number",
  password: "password", "current-password": "password", "new-password": "password", newpassword: "password", "one-time-code": "auth-credential", onetimecode: "auth-credential",
  name: "person-name", "given-name": "first-name", givenname: "first-name", "family-name": "last-name", familyname: "last-name", "additional-name": "person-name", nickname: "username", username: "username",
  "street-address": "postal-address", streetaddressline1: "postal-address", fullstreetaddress: "postal-address", "address-line1": "postal-address", "address-line2": "postal-address", "postal-code": "postal-code", postalcode: "postal-code",
  "address-level2": "city", addresscity: "city", country: "country", "country-name": "country", bday: "date-of-birth", birthdate: "date-of-birth", sex: "gender",
  "cc-number": "payment-card", creditcardnumber: "payment-card", "cc-csc": "payment-card", "cc-exp": "payment-card", "cc-name": "person-name",
};
const counted = new Set(["number", "range", "checkbox", "radio", "color", "submit", "button", "file", "hidden", "date", "time", "month", "week", "numeric", "decimal"]);
const saying = ["autoComplete", "autocomplete", "type", "textContentType", "keyboardType", "inputMode"];
const naming = ["name", "id", "formControlName", "placeholder", "label", "aria-label", "htmlFor"];

/** Places in an event that hold what was typed. */
const eventPaths = new Set(["target.value", "currentTarget.value", "nativeEvent.text", "target.valueAsNumber", "detail.value"]);
/** Handlers that are given the value itself. */
const valueHandlers = new Set(["onChangeText", "onValueChange", "onChange", "onInput", "onUpdate", "onSubmitEditing", "onSelect", "onChangeValue"]);
const eventHandlers = /^on[A-Z]/;

/** What a handler's parameter holds, when the function is a handler of an element that says what is typed into it. */
export function typedByEvent(evaluator: Evaluator, open: Open): Result | undefined {
  if (open.index !== 0) return undefined;
  const isEvent = eventPaths.has(open.path.join("."));
  if (!isEvent && open.path.length) return undefined;
  const [id] = usesOf(open.unit).functionValues(open.fn);
  const given = id === undefined ? [] : usesOf(open.unit).elementsGiven(id).filter(({ key }) => (isEvent ? eventHandlers.test(key) : valueHandlers.has(key)));
  const found = given.flatMap(({ element }) => typedInto(evaluator, element) ?? []);
  return found.length ? union(found) : undefined;
}

/** `onChangeText={setEmail}`: what is typed into the elements a setter is given to. */
export function typedToSetter(evaluator: Evaluator, unit: Unit, base: ValueId, name: string): Result[] {
  const setter = unit.facts.values.findIndex((value) => value.kind === "member" && value.name === name && unit.peel(value.base) === unit.peel(base));
  return setter < 0 ? [] : usesOf(unit).elementsGiven(setter).flatMap(({ element, key }) => (valueHandlers.has(key) ? (typedInto(evaluator, element) ?? plain) : []));
}

/** Undefined when the element does not say; plain when it says that it is nothing personal. */
export function typedInto(evaluator: Evaluator, { unit, id }: CallRef): Result | undefined {
  const element = unit.value(id);
  const props = element.kind === "jsx" ? unit.value(element.props) : undefined;
  if (props?.kind !== "object") return undefined;
  const text = (key: string): { text: string; at: Place } | undefined => {
    const entry = props.entries.find((one) => "key" in one && one.key === key);
    const said = entry && "key" in entry ? evaluator.constantKey(unit, entry.value) : undefined;
    return entry && "key" in entry && said !== undefined ? { text: said, at: entry.at } : undefined;
  };
  const said = saying.flatMap((key) => text(key) ?? []);
  for (const { text: words, at } of said) {
    const type = words.toLowerCase().split(/\s+/).map((word) => byWord[word]).find((one) => one !== undefined);
    if (type !== undefined && evaluator.program.catalog.dataTypes.has(type)) return found(evaluator, unit, at, type, words);
  }
  for (const { text: name, at } of naming.flatMap((key) => text(key) ?? [])) {
    const recognised = recogniseName(evaluator.program.catalog, camel(name), ["user"]);
    if (recognised) return { ...clean, data: [evaluator.datum(unit, at, { ...recognised, certainty: certaintyOf(evaluator, recognised, name) }, [name])] };
  }
  return said.some(({ text: words }) => counted.has(words)) || text("name") ? plain : undefined;
}

/** Weak words are only likely the person's own. */
const certaintyOf = ({ program }: Evaluator, found: Recognition, name: string): Recognition["certainty"] => (program.catalog.matchName(camel(name))?.strength === "strong" ? found.certainty : "likely");

const camel = (name: string): string => name.trim().replace(/[\s._-]+(\w)/g, (_, letter: string) => letter.toUpperCase());

function found(evaluator: Evaluator, unit: Unit, at: Place, dataType: DataTypeId, words: string): Result {
  const reason = `typed into an element for ${evaluator.program.catalog.dataTypes.get(dataType)!.label}`;
  return { ...clean, data: [evaluator.datum(unit, at, { dataType, certainty: "sure", reason, deidentified: false }, [words])] };
}
