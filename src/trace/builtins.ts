/** What the language's own methods do with the data of their receiver and arguments. */

export type BuiltinEffect =
  /** The receiver's data, unchanged; elements and whole are alike. */
  | "receiver"
  /** A part of the receiver's text. */
  | "part"
  /** Nothing personal is left: a test, a count, a position. */
  | "nothing"
  /** What the callback returns for each element. */
  | "callback"
  /** Receiver and arguments together. */
  | "both"
  /** A number printed with fewer digits. */
  | "rounded"
  /** One entry, named by the first argument. */
  | "entry"
  /** What the callback returns for the value of the promise. */
  | "then";

const effects: Record<BuiltinEffect, string> = {
  receiver: "trim trimStart trimEnd toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase normalize padStart padEnd replace replaceAll toString toJSON toISOString toLocaleString toLocaleDateString toDateString toUTCString valueOf repeat filter find findLast sort toSorted reverse toReversed flat values entries pop shift toArray toObject lean exec getOrThrow unwrap unwrapOr catch finally join next clone safeParse json text formData blob asObservable pipe peek first last at slice splice",
  part: "split substring substr charAt match matchAll codePointAt",
  nothing: "includes startsWith endsWith test indexOf lastIndexOf localeCompare search has some every findIndex findLastIndex hasOwnProperty isEmpty equals keys forEach getTime getFullYear delete clear isPending add removeEventListener addEventListener on off",
  callback: "map flatMap",
  both: "concat merge",
  rounded: "toFixed toPrecision",
  entry: "get getAll",
  then: "then",
};

const byName = new Map<string, BuiltinEffect>(Object.entries(effects).flatMap(([effect, names]) => names.split(" ").map((name) => [name, effect as BuiltinEffect] as const)));

export const builtinMethod = (name: string): BuiltinEffect | undefined => byName.get(name);

/** Functions that hand on what they are given: dotted global names, and exported names of well-known packages. */
const globals: Record<string, "arguments" | "nothing" | "reduced"> = {};
const set = (effect: "arguments" | "nothing" | "reduced", names: string): void => { for (const name of names.split(" ")) globals[name] = effect; };
set("arguments", "Intl.NumberFormat.format Intl.DateTimeFormat.format Intl.ListFormat.format TextEncoder.encode TextDecoder.decode Uint8Array Uint8Array.from String String.raw Number BigInt Object.assign Object.fromEntries Object.entries Object.values Object.freeze Object.seal Object.create JSON.stringify JSON.parse structuredClone Array.from Array.of Promise.all Promise.allSettled Promise.race Promise.any Promise.resolve Promise.reject Buffer.from encodeURIComponent encodeURI decodeURIComponent decodeURI escape unescape btoa atob Error TypeError RangeError URL URLSearchParams FormData Headers Map Set WeakMap Date parseInt parseFloat Symbol Request Response Blob File Proxy Reflect.get queueMicrotask");
set("nothing", "Boolean Object.keys Array.isArray Number.isInteger Number.isNaN Number.isFinite isNaN Object.is Math.max Math.min Math.random Date.now crypto.randomUUID performance.now setTimeout setInterval clearTimeout clearInterval Symbol.for Reflect.has Reflect.ownKeys Math.abs Math.sign Math.sqrt Math.pow");
set("reduced", "Math.round Math.floor Math.ceil Math.trunc");

export const builtinFunction = (dotted: string): "arguments" | "nothing" | "reduced" | undefined => globals[dotted];

/** Library functions that return their data argument, possibly rearranged: package prefix, names, argument. */
const libraries: { packages: RegExp; names: RegExp; effect: "arguments" | "first" }[] = [
  { packages: /^lodash|^es-toolkit|^remeda|^ramda|^just-|^radash|^underscore/, names: /^(default|pick|omit|merge|cloneDeep|clone|get|mapValues|mapKeys|keyBy|groupBy|uniqBy|uniq|sortBy|orderBy|compact|flatten|values|head|last|first|take|defaults|pickBy|omitBy|capitalize|toLower|toUpper|trim|truncate|camelCase|filter|find|startCase|compact|chunk|isPlainObject)$/, effect: "first" },
  { packages: /^(node:)?util$/, names: /^(inspect|format|promisify|\*|default)$/, effect: "arguments" },
  { packages: /^(node:)?zlib$|^(pako|fflate|lz-string|lz4js|base-64|base64-js|js-base64|hi-base64|bs58|base-x|msgpackr|@msgpack\/msgpack|cbor-x)$/, names: /./, effect: "first" },
  { packages: /^@langchain\/core\/|^langchain\/(?:schema|prompts)/, names: /(?:Message|MessageChunk|Document|fromMessages|fromTemplate)$/, effect: "arguments" },
  { packages: /^(qs|query-string|node:querystring|querystring|superjson|devalue|flatted|safe-stable-stringify|fast-safe-stringify|serialize-error|json-stringify-safe|fast-json-stable-stringify)$/, names: /./, effect: "arguments" },
  { packages: /^(@react-email\/(render|components)|react-dom\/server|mjml|handlebars|ejs|mustache|pug)/, names: /^(render|renderAsync|renderToString|renderToStaticMarkup|default|pretty)$/, effect: "arguments" },
  { packages: /^(he|escape-html|dompurify|isomorphic-dompurify|sanitize-html|xss|validator|striptags|html-escaper|linkify-|marked|slugify|@sindresorhus\/slugify)/, names: /./, effect: "first" },
  { packages: /^(jsonwebtoken|jose|jwt-decode)$/, names: /^(sign|decode|verify|jwtDecode|jwt_decode|default|decodeJwt)$/, effect: "first" },
  { packages: /^(class-transformer|@vercel\/functions|immer|react|vue|@vue\/reactivity|svelte\/store|jotai|valtio|@angular\/core|rxjs|@preact\/signals|mobx|zustand)/, names: /^(instanceToPlain|plainToInstance|plainToClass|produce|useMemo|useState|useRef|useDeferredValue|useReducer|ref|reactive|readonly|toRaw|toRef|toRefs|unref|shallowRef|shallowReactive|computed|writable|signal|atom|of|from|BehaviorSubject|ReplaySubject|cache|forwardRef|memo|useCallback|firstValueFrom|lastValueFrom)$/, effect: "arguments" },
  { packages: /^(next\/cache|react|p-|async-|@vercel)/, names: /^(unstable_cache|cache|default)$/, effect: "first" },
];

export function libraryFunction(specifier: string, name: string): "arguments" | "first" | undefined {
  return libraries.find((one) => one.packages.test(specifier) && one.names.test(name))?.effect;
}
