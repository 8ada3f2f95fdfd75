/** Loggers: every way a logger comes to be, child loggers, bindings, and what only looks like a log call. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { readCatalogFiles } from "../../src/catalog/read-files.ts";
import type { LoggerFile } from "../../src/catalog/schema.ts";
import { globalPath, origin } from "./origin.ts";

const catalog = loadCatalog();
const { loggers } = readCatalogFiles().files;
const writing = loggers.filter(({ methods, creations, isCallable }) => (methods.length > 0 || isCallable) && creations.some(({ form }) => form !== undefined));

function instances({ creations }: LoggerFile): string[][] {
  return creations.flatMap(({ form, from, export: exported }) => {
    if (form === undefined || from === undefined || exported === undefined || exported.includes(".")) return [];
    return [[from, exported, ...(form === "call" ? ["()"] : form === "new" ? ["new"] : [])]];
  });
}

describe("every method of every instance", () => {
  it.each(writing.map((logger) => [logger.id, logger] as const))("%s", (_id, logger) => {
    const lost = instances(logger).flatMap(([from = "", exported = "", ...steps]) =>
      logger.methods.map((method) => (exported === "*" ? origin(from, method) : origin(from, exported, ...steps, method)))
        .filter((path) => catalog.sink(path) === undefined));
    expect(lost).toEqual([]);
  });

  it("is tried on most loggers", () => expect(writing.length).toBeGreaterThan(70));
});

describe("a line in the log", () => {
  it.each([
    ["pino", origin("pino", "default", "()", "info")], ["pino", origin("pino", "pino", "()", "child", "()", "child", "()", "warn")],
    ["pino", origin("pino", "*", "()", "fatal")], ["pino", origin("pino", "Logger", "new", "error")],
    ["winston", origin("winston", "info")], ["winston", origin("winston", "default", "createLogger", "()", "child", "()", "verbose")],
    ["bunyan", origin("bunyan", "createLogger", "()", "info")], ["log4js", origin("log4js", "default", "getLogger", "()", "debug")],
    ["debug", origin("debug", "default", "()")], ["debug", origin("debug", "*", "()")], ["loglevel", origin("loglevel", "default", "getLogger", "()", "warn")],
    ["electron-log", origin("electron-log/main", "default", "scope", "()", "verbose")], ["nestjs-logger", origin("@nestjs/common", "Logger", "new", "log")],
    ["nestjs-logger", origin("@nestjs/common", "Logger", "error")], ["fastify", origin("fastify", "FastifyRequest", "new", "log", "info")],
    ["fastify", origin("fastify", "FastifyInstance", "new", "log", "child", "()", "warn")], ["hapi", origin("@hapi/hapi", "default", "server", "()", "log")],
    ["console", globalPath("console.error")], ["console", globalPath("window.console.log")], ["console", origin("node:console", "log")],
    ["process-streams", globalPath("process.stdout.write")], ["strapi", globalPath("strapi.log.info")], ["powertools-logger", origin("@aws-lambda-powertools/logger", "Logger", "new", "info")],
    ["effect", origin("effect", "Effect", "logInfo")], ["consola", origin("consola", "default", "withTag", "()", "success")],
    ["adonis-logger", origin("@adonisjs/core/services/logger", "default", "info")], ["firebase-functions-logger", origin("firebase-functions/logger", "info")],
    ["azure-functions-log", origin("@azure/functions", "InvocationContext", "new", "log")], ["bull-job-log", origin("bullmq", "Job", "new", "log")],
  ])("of %s", (entry, path) => {
    expect(catalog.sink(path)).toMatchObject({ entry, kind: "log", surface: "log", recipient: { id: entry } });
  });

  it("says which arguments are written", () => {
    expect(catalog.sink(globalPath("console.log"))?.data).toEqual([{ arg: 0, path: [], rest: true }]);
    expect(catalog.sink(globalPath("console.assert"))?.data).toEqual([{ arg: 1, path: [], rest: true }]);
    expect(catalog.sink(origin("@hapi/hapi", "Request", "new", "log"))?.data).toEqual([{ arg: 1, path: [] }]);
  });

  it.each([["axiom", origin("next-axiom", "log", "info")], ["logtail", origin("@logtail/node", "Logtail", "new", "warn")], ["datadog", origin("@datadog/browser-logs", "datadogLogs", "logger", "info")]])(
    "goes to %s, a vendor", (id, path) => expect(catalog.sink(path)).toMatchObject({ surface: "log", recipient: { id, kind: "vendor" } }),
  );
});

describe("data bound to later lines", () => {
  it.each([
    [origin("pino", "default", "()", "child"), 0], [origin("pino", "default", "()", "setBindings"), 0], [origin("winston", "createLogger", "()", "child"), 0],
    [origin("@aws-lambda-powertools/logger", "Logger", "new", "appendKeys"), 0], [origin("loglayer", "LogLayer", "new", "withContext"), 0],
  ])("%o", (path, arg) => expect(catalog.sink(path)).toMatchObject({ kind: "bindings", data: [{ arg, path: [] }] }));
});

describe("what only looks like it", () => {
  it.each([
    origin("pino", "default"), origin("pino", "default", "()"), origin("pino", "stdSerializers", "req"), origin("winston", "createLogger"), origin("hono/logger", "logger"),
    origin("koa-logger", "default"), origin("morgan", "default"), origin("redux-logger", "createLogger"), origin("react-hot-toast", "default", "error"),
    origin("simple-git", "simpleGit", "()", "log"), origin("fastify", "FastifyReply", "new", "send"), origin("@nestjs/common", "HttpException", "new", "error"),
    globalPath("Math.log"), globalPath("console.clear"), globalPath("console.time"), globalPath("res.write"), origin("express", "Response", "new", "write"),
    origin("debug", "default"), origin("effect", "Effect", "succeed"), origin("node:util", "inspect"),
  ])("%o", (path) => expect(catalog.sink(path)).toBeUndefined());
});
