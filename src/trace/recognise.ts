/** recognise: is a name, or a field of a declared type, personal data? The only place where names decide. */
import type { Catalog, Certainty, DataTypeId, SourceApi } from "../model/index.ts";
import type { TypedField } from "../types/fields.ts";

export interface Recognition { dataType: DataTypeId; certainty: Certainty; reason: string; deidentified: boolean }

/** `ZUpdateAttachmentRequestSchema` is about an attachment, not about a request. */
function subjectOf(name: string): string {
  const bare = name.replace(/^[ZTI](?=[A-Z][a-z])/, "").replace(/(?:Schema|Input|Request|Response|Dto|DTO|Params|Body|Args|Payload|Props|Type|Model|Entity|Options)+$/, "");
  return bare === "" ? name : bare;
}

/** `true` a person, `false` a thing, undefined when the names do not say. Nearest owner decides. */
export function ownerIsPerson(catalog: Catalog, owners: readonly string[]): boolean | undefined {
  for (let index = owners.length - 1; index >= 0; index--) {
    // What stands below `websiteId` is about a website.
    const name = subjectOf(owners[index]!).replace(/(?<=.)_?(?:Id|ID|_id)s?$/, "");
    if (catalog.isThingName(name)) return false;
    if (catalog.isPersonName(name)) return isSomeonesProfile(catalog, name) ?? ownerIsPerson(catalog, owners.slice(0, index)) ?? true;
  }
  return undefined;
}

/** `assetProfile` describes an asset; of a `summaryProfile` only what it belongs to tells; undefined then. */
function isSomeonesProfile(catalog: Catalog, name: string): boolean | undefined {
  const subject = /^(.+?)_?(?:Profile|Account)s?$/.exec(name)?.[1];
  if (subject === undefined || catalog.isPersonName(subject)) return true;
  return catalog.isThingName(subject) ? false : undefined;
}

const lookups = /^(?:get|fetch|load|find|read|resolve|extract|lookup|retrieve|use|select|query|generate|create|build|parse|normalize|format|to|decode)(?=[A-Z_])/;

const bareId = /^(_?id|uuid|guid|pk)$/i;
const idSuffix = /^(.{2,})_?(?:Id|ID|Ids|IDs|_id|_ids|Uuid|UUID)$/;

/** `partnerId`, `inviter_ids`: the id of a person is that person's pseudonym. */
function personId(catalog: Catalog, name: string, owners: readonly string[]): Recognition | undefined {
  const owner = idSuffix.exec(name)?.[1]?.replace(/_$/, "");
  if (bareId.test(name) && ownerIsPerson(catalog, owners) && !requestWords.test(owners.at(-1) ?? "")) {
    return { dataType: "user-id", certainty: "sure", reason: `\`${[...owners.slice(-1), name].join(".")}\` is the id of a person`, deidentified: false };
  }
  if (!owner || catalog.isThingName(owner) || !catalog.isPersonName(owner) || requestWords.test(owner)) return undefined;
  return { dataType: "user-id", certainty: "sure", reason: `\`${name}\` is the id of a person`, deidentified: false };
}

const nameSuffix = /^(.{2,})_?(?:Name|_name|FullName|_full_name)$/;

/** `inviterName`: the name of whoever the first word stands for. */
function personName(catalog: Catalog, name: string): Recognition | undefined {
  const owner = nameSuffix.exec(name)?.[1]?.replace(/_$/, "");
  if (!owner || catalog.isThingName(owner) || !catalog.isPersonName(owner) || requestWords.test(owner)) return undefined;
  return { dataType: "person-name", certainty: "sure", reason: `\`${name}\` is the name of a person`, deidentified: false };
}

const linkSecrets = /^(token|secret|jwt|otp|access_token|refresh_token|id_token|reset_token|verification_token|magic)$/i;

export const isLinkSecret = (name: string): boolean => linkSecrets.test(name);

const paidTo = /(?:payout|salary|salarie|earning|wage|payslip|paycheck|reimbursement|pension|payroll)s?$/i;
const sums = /^(?:amount|total|net|gross|sum)(?:_?in_?)?(?:cents|usd|eur)?$/i;

/** `payout.amount`: money that is paid to a person. */
function moneyPaid(name: string, owners: readonly string[]): Recognition | undefined {
  const owner = owners.at(-1);
  if (owner === undefined || !sums.test(name) || !paidTo.test(subjectOf(owner))) return undefined;
  return { dataType: "financial-information", certainty: "likely", reason: `\`${owner}.${name}\` is money paid to a person`, deidentified: false };
}

/** The value of a query parameter, by the key before it. */
export function recogniseQueryKey(catalog: Catalog, key: string): Recognition | undefined {
  if (linkSecrets.test(key)) return { dataType: "auth-credential", certainty: "likely", reason: `\`${key}\` in a link`, deidentified: false };
  return recogniseName(catalog, key, []);
}

const tokenKey = /(^|[_.\-:])(auth|access|refresh|id|session|user|api|login|jwt|bearer|tmp|temp|csrf)?_?-?(token|jwt|secret|credentials?)$/i;

/** What a key of browser storage says of its value; the browser is one person's, so weak names count. */
export function recogniseStorageKey(catalog: Catalog, key: string): Recognition | undefined {
  const match = catalog.matchName(key);
  if (match) return { dataType: match.dataType, certainty: "likely", reason: `stored as \`${key}\``, deidentified: match.deidentified ?? false };
  return tokenKey.test(key.replace(/([a-z])([A-Z])/g, "$1_$2")) ? { dataType: "auth-credential", certainty: "likely", reason: `stored as \`${key}\``, deidentified: false } : undefined;
}

/** Person words that stand for a connection rather than a person: their ids are not the person's. */
const requestWords = /(request|req|session|account|profile|auth|contact)$/i;

const connectionWords = /(?:form|formData|data|values|body|request|req|query|search|params)$/i;
const settings = /_?(?:time_?zone|tz|language|lang|locale|country|region)(?:_?(?:code|name|iso))?$/i;

/** `documentTimezone`, `teamLanguage`: a setting of a thing. */
function matchOf(catalog: Catalog, name: string): ReturnType<Catalog["matchName"]> {
  const match = catalog.matchName(name);
  if (!match || !settingTypes.has(match.dataType)) return match;
  const subject = name.replace(settings, "");
  return subject !== "" && subject !== name && catalog.isThingName(subject) ? undefined : match;
}

const settingTypes = new Set(["time-zone", "language", "country", "region"]);

/** Strong names count alone; weak ones only when their owner is a person. */
export function recogniseName(catalog: Catalog, name: string, owners: readonly string[]): Recognition | undefined {
  const match = matchOf(catalog, name);
  if (!match) return personId(catalog, name, owners) ?? personName(catalog, name) ?? moneyPaid(name, owners);
  const person = ownerIsPerson(catalog, owners);
  if (match.strength === "weak" && person !== true) return undefined;
  // A form and a request have titles of their own.
  if (match.strength === "weak" && match.dataType === "job-title" && connectionWords.test(owners.at(-1) ?? "")) return undefined;
  const written = [...owners.slice(-1), name].join(".");
  const reason = person ? `name \`${written}\`, owned by a person` : `name \`${name}\``;
  return { dataType: match.dataType, certainty: match.strength === "weak" ? "likely" : "sure", reason, deidentified: match.deidentified ?? false };
}

/** `getEmail()`: the name behind the verb. */
export function recogniseCall(catalog: Catalog, name: string): Recognition | undefined {
  const rest = name.replace(lookups, "");
  if (rest === name || rest === "") return undefined;
  const match = catalog.matchName(rest.charAt(0).toLowerCase() + rest.slice(1));
  if (match?.strength !== "strong") return undefined;
  return { dataType: match.dataType, certainty: "likely", reason: `result of \`${name}()\``, deidentified: match.deidentified ?? false };
}

/** By the field's own name, the name of its column, or what a validator says of it. */
export function recogniseField(catalog: Catalog, field: TypedField, owners: readonly string[]): Recognition | undefined {
  const name = field.path.at(-1) ?? owners.at(-1);
  if (name === undefined) return undefined;
  const named = recogniseFieldName(catalog, field, name, owners) ?? (field.column === undefined ? undefined : recogniseFieldName(catalog, field, field.column, owners));
  if (field.hint === undefined || !catalog.dataTypes.has(field.hint)) return named;
  if (named && catalog.lineage(named.dataType).includes(field.hint)) return named;
  if (isNobodys(catalog, name, field.hint)) return named;
  return { dataType: field.hint, certainty: "sure", reason: `\`${name}\` is checked to be ${catalog.dataTypes.get(field.hint)!.label}`, deidentified: false };
}

const spoken: Record<string, RegExp> = { "email-address": /e-?mail/i, "ip-address": /ip|addr/i, "phone-number": /phone|mobile/i };

/** `SMTP_FROM`, `host`, `supportEmail`: checked like a person's, but a setting, a thing, or a name known to be none. */
const coarse = new Set(["country", "language", "time-zone", "region", "city"]);

function isNobodys(catalog: Catalog, name: string, hint: DataTypeId): boolean {
  return coarse.has(hint) || /^[A-Z][A-Z0-9_]*$/.test(name) || catalog.isThingName(name) || (spoken[hint]?.test(name) ?? false);
}

function recogniseFieldName(catalog: Catalog, field: TypedField, name: string, owners: readonly string[]): Recognition | undefined {
  // The declaring type says more than the path to it, and less than the name right before the field.
  const inner = field.path.length ? field.path.slice(0, -1) : owners.slice(0, -1).slice(-1);
  const outer = field.path.length ? owners : owners.slice(0, -2);
  // `PersonTable` is what is kept of persons, no thing of its own.
  const owner = field.owner.replace(/(?<=[a-z])(?:Table|Row|Entity)$/, "");
  const around = [...outer, owner, ...inner].filter((one) => one !== "");
  const match = matchOf(catalog, name);
  if (!match) return personId(catalog, name, around) ?? personName(catalog, name) ?? moneyPaid(name, around);
  if (match.strength === "weak" && ownerIsPerson(catalog, around) !== true) return undefined;
  if (field.scalar === "number" && textOnly.has(match.dataType)) return undefined;
  const reason = field.owner ? `field \`${name}\` of type ${field.owner}` : `name \`${name}\``;
  return { dataType: match.dataType, certainty: "sure", reason, deidentified: match.deidentified ?? false };
}

/** A number under such a name is a count or a flag. */
const textOnly = new Set(["email-address", "person-name", "first-name", "last-name", "postal-address", "password", "user-agent", "ip-address"]);

const prompts = /^(?:user)?_?(?:prompts?|instructions?|questions?|messages?|inputs?|query|queries|conversation|history|transcript|feedback)$/i;

/** Text a person typed, in the context of a language model: the names are too common to count anywhere else. */
export function recognisePrompt(name: string): Recognition | undefined {
  if (!prompts.test(name)) return undefined;
  const dataType = /messages?|conversation|history|transcript/i.test(name) ? "messages" : "user-content";
  return { dataType, certainty: "likely", reason: `\`${name}\` goes into a prompt`, deidentified: false };
}

const keptWords: { names: RegExp; dataType: DataTypeId }[] = [
  { names: /^(?:(?:search|query|filter)(?:Value|Term|Text|Query|Input|String|Keywords?|Phrase)s?|(?:recent|last|saved|previous)_?(?:Search|Searches|Queries)|searchHistory|searchQuer(?:y|ies)|searches|search_?(?:term|query))$/i, dataType: "search-history" },
  { names: /^(?:(?:chat|conversation|support)_?)?(?:messages|transcript|conversations?)$|^chat_?(?:history|log|messages?)$|^(?:message|conversation)_?history$/i, dataType: "messages" },
  { names: /^(?:drafts?|comments?|feedback|replies|reply)(?:_?(?:text|content|body|value|message))?$|^(?:message|post|mail|e-?mail|comment|note|review)_?drafts?$|^(?:review|comment|note)_?text$/i, dataType: "user-content" },
];

/** What people write, kept in their own browser: the names are too common to count anywhere else. */
export function recogniseKept(name: string): Recognition | undefined {
  const found = keptWords.find((one) => one.names.test(name));
  return found && { dataType: found.dataType, certainty: "likely", reason: `\`${name}\` is what a person wrote`, deidentified: false };
}

const personalSegment = /^(?:users?|customers?|members?|people|persons?|patients?|clients?|employees?|students?|contacts?|partners?|profiles?|subscribers?|guests?|attendees?|drivers?|buyers?|sellers?|authors?|followers?)$/i;
const idName = /(?:^|_)(?:id|uuid|guid|uid|pk|slug|handle|login|key)$|(?:Id|ID|Uuid|UUID|Uid)$/;

/** `/users/${id}`: what stands behind a word for persons in a path is the id of one. */
export function recogniseSegment(segment: string, name: string): Recognition | undefined {
  if (!personalSegment.test(segment) || !idName.test(name)) return undefined;
  return { dataType: "user-id", certainty: "likely", reason: `stands behind \`/${segment}/\` in a path`, deidentified: false };
}

/** Data type of a source API for the rest of a path; `opaque` when the whole container is meant. */
export function sourceField(api: SourceApi, path: readonly string[]): DataTypeId | "opaque" | "none" | undefined {
  const names = path.filter((name) => !/^\d+$/.test(name) && name !== "*" && !name.startsWith("-"));
  for (let length = names.length; length > 0; length--) {
    const key = names.slice(0, length).join(".");
    const found = [key, `*.${names.slice(1, length).join(".")}`].find((one) => Object.hasOwn(api.fields, one));
    if (found !== undefined) return api.fields[found];
  }
  if (names.length === 0) return api.dataType ?? undefined;
  return Object.hasOwn(api.fields, "*") ? api.fields["*"] : undefined;
}
