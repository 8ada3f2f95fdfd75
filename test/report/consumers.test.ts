/** Every format handed to a program that really reads it: the SARIF multitool with GitHub's rules, an XML parser, JSON Schemas, a browser. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Ajv } from "ajv";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { loadReporter } from "../../src/report/index.ts";
import type { FormatName } from "../../src/report/index.ts";
import { reportJsonSchema } from "../../src/report/schema.ts";
import { loadRuleInfo } from "../../src/cli/rule-info.ts";
import { runLint } from "../../src/lint.ts";
import { consumer } from "../consumers/installed.ts";
import { projectRoot } from "../house/source-files.ts";
import { emptyReport, options, sampleFlows } from "./sample.ts";

const folder = mkdtempSync(join(tmpdir(), "privacy-lint-consumers-"));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const reports: Record<string, Report> = { sample: sampleFlows, clean: emptyReport };

/** What the tool really finds, beside what was written by hand. */
beforeAll(async () => {
  const { report } = await runLint({ root: join(projectRoot, "fixtures/apps/shop"), flows: true, cache: false, noInventory: true, today: "2026-01-01" });
  expect(report.findings.length).toBeGreaterThan(5);
  reports["shop"] = report;
}, 60_000);

async function rendered(format: FormatName, name: string): Promise<string> {
  const report = reports[name];
  if (!report) throw new Error(`there is no report called ${name}`);
  return (await loadReporter(format))(report, options({ rules: await loadRuleInfo() }));
}

const cases = ["sample", "clean", "shop"];

interface Sarif { runs: { results?: { ruleId: string; level: string; message: { text?: string; id?: string; arguments?: string[] } }[] }[] }

describe("SARIF", () => {
  const platform = ["darwin", "linux", "win32"].includes(process.platform) ? `sarif-multitool-${process.platform}` : "";

  function multitool(log: string, name: string): { status: number | null; said: Sarif } {
    const [file, output] = [join(folder, `${name}.sarif`), join(folder, `${name}-validation.sarif`)];
    const tool = join(consumer(`@microsoft/${platform}`), process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");
    // Packed without the right to run: an install script would give it.
    chmodSync(tool, 0o755);
    writeFileSync(file, log);
    const { status, error } = spawnSync(tool, ["validate", file, "--output", output, "--rule-kind", "Sarif;Ghas", "--log", "ForceOverwrite", "--level", "Error;Warning", "--kind", "Fail"], {
      encoding: "utf8", env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
    });
    if (error) throw error;
    return { status, said: JSON.parse(readFileSync(output, "utf8")) as Sarif };
  }

  it.each(cases)("the multitool with GitHub's rules has nothing to say: %s", { timeout: 300_000 }, async (which) => {
    const { status, said } = multitool(await rendered("sarif", which), which);
    expect(said.runs[0]?.results ?? []).toEqual([]);
    expect(status).toBe(0);
  });

  it("the multitool would notice", { timeout: 300_000 }, async () => {
    const log = JSON.parse(await rendered("sarif", "sample")) as { runs: [{ tool: { driver: { rules: Record<string, unknown>[] } }; results: Record<string, unknown>[] }] };
    delete log.runs[0].results[0]?.["locations"];
    for (const rule of log.runs[0].tool.driver.rules) delete rule["help"];
    expect(multitool(JSON.stringify(log), "broken").said.runs[0]?.results?.length).toBeGreaterThan(1);
  });
});

describe.each(cases)("XML: %s", (which) => {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ["testsuite", "testcase", "file", "error"].includes(name) });

  it("JUnit is well-formed, its counts are those of its cases, and each case has a name of its own", async () => {
    const text = await rendered("junit", which);
    expect(XMLValidator.validate(text)).toBe(true);
    interface Case { "@_name": string; "@_classname": string; failure?: unknown }
    const { testsuites } = parser.parse(text) as { testsuites: Record<string, string> & { testsuite: (Record<string, string> & { testcase: Case[] })[] } };
    const all = testsuites.testsuite.flatMap(({ testcase }) => testcase);
    expect(Number(testsuites["@_tests"])).toBe(all.length);
    expect(Number(testsuites["@_failures"])).toBe(all.filter(({ failure }) => failure !== undefined).length);
    for (const suite of testsuites.testsuite) expect(Number(suite["@_tests"])).toBe(suite.testcase.length);
    const names = all.map((one) => `${one["@_classname"]} ${one["@_name"]}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("Checkstyle is well-formed and has every finding at its line", async () => {
    const text = await rendered("checkstyle", which);
    expect(XMLValidator.validate(text)).toBe(true);
    const { checkstyle } = parser.parse(text) as { checkstyle: { file?: { "@_name": string; error: Record<string, string>[] }[] } | string };
    const found = typeof checkstyle === "string" ? [] : (checkstyle.file ?? []).flatMap((file) => file.error.map((error) => `${file["@_name"]}:${error["@_line"]} ${error["@_severity"]} ${error["@_source"]}`));
    const expected = reports[which]?.findings.map(({ location, severity, rule }) => `${location.file}:${location.line} ${severity} privacy-lint.${rule}`);
    expect(found.sort()).toEqual(expected?.sort());
  });
});

/** The fields GitLab's documentation lists for a Code Quality report. */
const codeQuality = {
  type: "array",
  items: {
    type: "object", required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string", minLength: 1 }, check_name: { type: "string", minLength: 1 }, fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object", required: ["path", "lines"],
        properties: { path: { type: "string", pattern: "^(?!\\.?/)" }, lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } } },
      },
    },
  },
};

describe.each(cases)("JSON: %s", (which) => {
  it("GitLab's Code Quality report is as documented, and no two entries collapse", async () => {
    const entries = JSON.parse(await rendered("gitlab", which)) as { fingerprint: string }[];
    const ajv = new Ajv({ allErrors: true });
    expect(ajv.validate(codeQuality, entries), ajv.errorsText()).toBe(true);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  });

  it("the result is as its published schema says", async () => {
    const ajv = new Ajv2020({ allErrors: true });
    expect(ajv.validate(reportJsonSchema(), JSON.parse(await rendered("json", which))), ajv.errorsText()).toBe(true);
  });

  it("the schemas would notice", () => {
    const ajv = new Ajv();
    expect(ajv.validate(codeQuality, [{ description: "x", check_name: "y", fingerprint: "z", severity: "bad", location: { path: "a", lines: { begin: 1 } } }])).toBe(false);
  });
});

describe("CSV", () => {
  it("is read by python's reader, a row for each data type", async () => {
    const script = "import csv,sys,json;print(json.dumps(list(csv.DictReader(sys.stdin, strict=True))))";
    const input = await rendered("csv", "sample");
    const { status, stdout } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
    if (status === null) return;
    const rows = JSON.parse(stdout) as Record<string, string>[];
    expect(rows.map((row) => row["data type"])).toEqual(sampleFlows.findings.flatMap(({ dataTypes }) => dataTypes));
  });
});

const browser = ["chromium", "chromium-browser", "google-chrome"].find((command) => spawnSync(command, ["--version"]).status === 0);

describe.runIf(browser !== undefined)("HTML in a browser", () => {
  it.each(cases)("opens from disk, asks for nothing, shows every finding: %s", { timeout: 120_000 }, async (which) => {
    const file = join(folder, `${which}.html`);
    writeFileSync(file, await rendered("html", which));
    const dom = execFileSync(browser ?? "", ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom", pathToFileURL(file).href], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 100_000 });
    const findings = reports[which]?.findings ?? [];
    expect(dom.match(/<article /g)?.length ?? 0).toBe(findings.length);
    expect(dom).toContain("</main>");
    expect(dom).not.toMatch(/<script|<img|<link|<iframe/);
  });
});

if (browser === undefined) describe("no browser on this machine (Debian: chromium)", () => {
  it.skip("the HTML report was not opened in one", () => undefined);
});

