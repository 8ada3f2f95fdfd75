/** Edits of the user's text: comments taken out, options put in, and the diff that shows them. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/cli/diff.ts";
import { applyEdits, leakPaths, redactionEdit, removeComment } from "../../src/fix/index.ts";
import { makeRepository } from "../git/repository.ts";

const rule = "privacy-lint-ignore undeclared-in-log -- why";

describe("a comment that does nothing", () => {
  it.each([
    ["a line of its own", `a();\n  // ${rule}\nb();\n`, "a();\nb();\n"],
    ["CRLF", `a();\r\n  // ${rule}\r\nb();\r\n`, "a();\r\nb();\r\n"],
    ["the end of a line", `a(); // ${rule}\nb();\n`, "a();\nb();\n"],
    ["a block before code", `/* ${rule} */ a();\n`, " a();\n"],
    ["a block of several lines", `a();\n/* ${rule}\n   still why */\nb();\n`, "a();\nb();\n"],
    ["JSX", `<p>\n  {/* ${rule} */}\n  <b/>\n</p>\n`, "<p>\n  <b/>\n</p>\n"],
    ["HTML", `<p>\n  <!-- ${rule} -->\n</p>\n`, "<p>\n</p>\n"],
    ["YAML", `data:\n  # ${rule}\n  - type: x\n`, "data:\n  - type: x\n"],
    ["YAML at the end of a line", `data: [] # ${rule}\n`, "data: []\n"],
    ["the last line without an end", `a();\n// ${rule}`, "a();\n"],
  ])("%s", (_form, text, expected) => {
    const start = text.search(/\/\/|\/\*|<!--|#|\{\/\*/);
    const before = text.slice(0, start);
    const place = { line: before.split("\n").length, column: start - before.lastIndexOf("\n") };
    const edit = removeComment(text, place);
    expect(edit && applyEdits(text, [edit])).toBe(expected);
  });

  it("is left when the place holds none", () => {
    expect(removeComment("a();\nb();\n", { line: 1, column: 1 })).toBeNull();
    expect(removeComment(`const marker = "${rule}";\n`, { line: 1, column: 1 })).toBeNull();
  });
});

const setUp = { file: "log.ts", line: 1, column: 15 };
const made = (logger: "pino" | "winston", text: string, ...paths: string[][]): string | null => {
  const line = text.split("\n").findIndex((one) => one.includes("const l = "));
  const edit = redactionEdit(logger, { ...setUp, line: line + 1, column: (text.split("\n")[line] ?? "").indexOf("const l = ") + 11 }, text, paths);
  return edit && applyEdits(text, [edit]);
};

describe("pino", () => {
  it.each([
    ["const l = pino();", "const l = pino({ redact: [\"email\"] });"],
    ["const l = pino({});", "const l = pino({ redact: [\"email\"] });"],
    ["const l = pino({ level: \"info\" });", "const l = pino({ redact: [\"email\"], level: \"info\" });"],
    ["const l = pino({level: \"info\"}, out);", "const l = pino({ redact: [\"email\"], level: \"info\"}, out);"],
    ["const l = pino({\n  level: \"info\",\n});", "const l = pino({\n  redact: [\"email\"],\n  level: \"info\",\n});"],
    ["const l = pino({ redact: [\"a.b\"] });", "const l = pino({ redact: [\"a.b\", \"email\"] });"],
    ["const l = pino({ redact: [] });", "const l = pino({ redact: [\"email\"] });"],
    ["const l = pino({ redact: { paths: [\"a\"], remove: true } });", "const l = pino({ redact: { paths: [\"a\", \"email\"], remove: true } });"],
  ])("%s", (before, after) => expect(made("pino", before, ["email"])).toBe(after));

  it.each(["const l = pino(options);", "const l = pino({ redact });", "const l = pino({ redact: [...shared] });", "const l = pino({ redact: list });", "const l = pino({ redact: [\"email\"] });"])(
    "leaves %s alone", (text) => expect(made("pino", text, ["email"])).toBeNull());

  it("writes names that are no words in brackets", () => expect(made("pino", "const l = pino({});", ["headers", "x-real-ip"])).toContain("redact: [\"headers[\\\"x-real-ip\\\"]\"]"));
});

describe("winston", () => {
  const mask = (format: string): string => `${format}((info) => { delete info.email; return info; })()`;
  it.each([
    ["import winston from \"winston\";\nconst l = winston.createLogger({ level: \"info\" });", "winston.format", `{ format: winston.format.combine(${mask("winston.format")}, winston.format.json()), level`],
    ["import { createLogger, format } from \"winston\";\nconst l = createLogger({ format: format.json() });", "format", `{ format: format.combine(${mask("format")}, format.json()) }`],
    ["import * as w from \"winston\";\nconst l = w.createLogger({ format: w.format.combine(w.format.timestamp(), w.format.json()) });", "w.format", `combine(${mask("w.format")}, w.format.timestamp()`],
    ["const { createLogger, format: f } = require(\"winston\");\nconst l = createLogger({ format: f.json() });", "f", `f.combine(${mask("f")}, f.json())`],
    ["const winston = require(\"winston\");\nconst l = winston.createLogger({});", "winston.format", "winston.format.json()"],
  ])("%s", (text, _name, expected) => expect(made("winston", text, ["email"])).toContain(expected));

  it.each([
    ["a field of a record inside the record, which is the caller's", "import winston from \"winston\";\nconst l = winston.createLogger({});", ["user", "email"]],
    ["a file that does not import `format`", "import { createLogger } from \"winston\";\nconst l = createLogger({});", ["email"]],
    ["options that stand elsewhere", "import winston from \"winston\";\nconst l = winston.createLogger(options);", ["email"]],
  ])("leaves %s alone", (_what, text, path) => expect(made("winston", text, path)).toBeNull());
});

describe("the path of a datum in the record", () => {
  it.each([
    ["pino", "l({ email: user.email })", ["user.email"], [["email"]]],
    ["pino", "l({ user })", ["user.email", "user.phone"], [["user", "email"], ["user", "phone"]]],
    ["pino", "l({ who: { at: user } }, \"text\")", ["user.email"], [["who", "at", "email"]]],
    ["pino", "l({ ...user })", ["user.email"], [["email"]]],
    ["pino", "l(user)", ["user.email"], [["email"]]],
    ["pino", "l({ email })", ["user.email"], [["email"]]],
    ["pino", "l({ \"e-mail\": user!.email })", ["user.email"], [["e-mail"]]],
    ["winston", "l(\"text\", { email: user?.email })", ["user.email"], [["email"]]],
    ["winston", "l({ message: \"x\", email: user.email })", ["user.email"], [["email"]]],
    ["pino", "l(`${user.email}`)", ["user.email"], null],
    ["pino", "l({ a: mask(user.email) })", ["user.email"], null],
    ["pino", "l(\"x\", user.email)", ["user.email"], null],
    ["pino", "l(user.email)", ["user.email"], null],
    ["pino", "l({ email: user.email })", ["user.email", "user.phone"], null],
    ["pino", "l({ [key]: user.email })", ["user.email"], null],
    ["winston", "l(\"x\", user.email)", ["user.email"], null],
  ] as const)("%s: %s", (logger, text, expressions, expected) => {
    const place = { file: "a.ts", line: 1, column: 1 };
    expect(leakPaths({ logger, call: place, setUp: place, expressions }, text)).toEqual(expected);
  });

  it("is not looked for in a file that is only partly code", () => {
    const place = { file: "a.vue", line: 1, column: 1 };
    expect(leakPaths({ logger: "pino", call: place, setUp: place, expressions: ["a.b"] }, "l(a)")).toBeNull();
  });
});

describe("the diff", () => {
  const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`);
  const changed = lines(60);
  changed.splice(50, 3);
  changed[20] = "another\n";
  changed.splice(5, 0, "new\n", "newer\n");
  it.each([
    ["changes far apart", lines(60).join(""), changed.join("")],
    ["all of it", "a\nb\n", "c\n"],
    ["an end without a line break", "a\nb", "a\nb\nc"],
    ["a line break at the end", "a\nb", "a\nb\n"],
    ["the first line", "a\nb\nc\nd\ne\n", "b\nc\nd\ne\n"],
    ["something into nothing", "", "a\n"],
    ["CRLF", "a\r\nb\r\n", "a\r\nc\r\n"],
  ])("of %s is applied by git", (_what, before, after) => {
    const folder = makeRepository({ "a b.ts": before });
    writeFileSync(folder.at("change.diff"), unifiedDiff("a b.ts", before, after));
    execFileSync("git", ["apply", "change.diff"], { cwd: folder.path });
    expect(readFileSync(join(folder.path, "a b.ts"), "utf8")).toBe(after);
  });
  it("of nothing is empty", () => expect(unifiedDiff("a", "x\n", "x\n")).toBe(""));
});
