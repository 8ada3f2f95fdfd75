/** What each format promises to its reader beyond the golden files: limits, escapes, masks. */
import { describe, expect, it } from "vitest";
import type { Finding, Report } from "../../src/model/index.ts";
import { agent } from "../../src/report/agent.ts";
import { checkstyle } from "../../src/report/checkstyle.ts";
import { csv } from "../../src/report/csv.ts";
import { frameOf } from "../../src/report/frame.ts";
import { github } from "../../src/report/github.ts";
import { gitlab } from "../../src/report/gitlab.ts";
import { html } from "../../src/report/html.ts";
import { json } from "../../src/report/json.ts";
import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/markdown.ts";
import { maskLine } from "../../src/report/mask.ts";
import { text } from "../../src/report/text.ts";
import { sarif } from "../../src/report/sarif.ts";
import { parseReport } from "../../src/report/schema.ts";
import { emptyReport, options, sampleFlows, sampleReport } from "./sample.ts";

const [first] = sampleReport.findings;
if (!first) throw new Error("the sample has findings");
const model: Finding = first;

function many(number: number, change: (index: number) => Partial<Finding> = () => ({})): Report {
  const findings = Array.from({ length: number }, (_, index): Finding => ({ ...model, fingerprint: index.toString(16).padStart(16, "0"), ...change(index) }));
  return { ...sampleReport, findings, summary: { ...sampleReport.summary, findings: { error: number, warning: 0, info: 0 } } };
}
const withWhat = (what: string): Report => ({ ...sampleReport, findings: [{ ...model, what, location: { ...model.location, file: what } }] });

describe("json", () => {
  it("keeps the order of the contract, whatever the order of the keys was", () => {
    const shuffled = JSON.parse(JSON.stringify(sampleFlows, (_key, value: unknown) =>
      (value !== null && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value))) as Report;
    expect(json(shuffled)).toBe(json(sampleFlows));
  });
  it("is read back", () => expect(parseReport(json(sampleFlows))).toEqual(sampleFlows));
});

describe("github", () => {
  it("shows ten of each level, the worst, and says how many are left", () => {
    const lines = github(many(25)).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
    expect(lines.at(-1)).toBe("::notice title=privacy-lint::15 more findings: see the job summary or the log.");
  });
  it("leaves room for that line among the notices", () => {
    const lines = github(many(25, () => ({ severity: "info" }))).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::notice "))).toHaveLength(10);
  });
  it("escapes what would end a property or the line", () => {
    const line = github(withWhat("a:b,c%d\r\ne"));
    expect(line).toContain("file=a%3Ab%2Cc%25d%0D%0Ae,");
    expect(line).toContain("::a:b,c%25d%0D%0Ae ");
    expect(line.trimEnd().split("\n")).toHaveLength(1);
  });
  it("gives no columns to what spans lines", () => expect(github({ ...sampleReport, findings: sampleReport.findings.slice(3) })).not.toContain("col="));
});

describe("gitlab", () => {
  it("has what the widget reads", () => {
    const issues = JSON.parse(gitlab(sampleReport)) as Record<string, unknown>[];
    expect(issues.map(({ severity }) => severity)).toEqual(["major", "critical", "info", "minor"]);
    for (const issue of issues) expect(Object.keys(issue)).toEqual(["description", "check_name", "fingerprint", "severity", "location"]);
    expect(gitlab(emptyReport)).toBe("[]\n");
  });
});

describe("xml", () => {
  const hostile = "<a b=\"c\" d='e'> & \u0000\u0007\uD800 ]]>\nnext";
  it.each([["junit", junit], ["checkstyle", checkstyle]])("%s escapes everything", (_name, render) => {
    const text = render(withWhat(hostile));
    expect(text).toContain("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt; &amp; ");
    // eslint-disable-next-line no-control-regex -- what XML forbids
    expect(text).not.toMatch(/[\u0000-\u0008\uD800]/);
    expect(text.match(/</g)?.length).toBe(text.match(/>/g)?.length);
  });
  it("names no two cases of a file alike", () => {
    const names = [...junit(many(50)).matchAll(/<testcase [^>]*name="([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(50);
  });
});

describe("csv", () => {
  it("quotes, and lets no cell be a formula", () => {
    const text = csv({ ...sampleReport, findings: [{ ...model, what: "=HYPERLINK(\"x\")", fix: "a,\"b\"\nc" }] });
    expect(text).toContain("\"'=HYPERLINK(\"\"x\"\")\"");
    expect(text).toContain("\"a,\"\"b\"\" c\"");
    expect(text.endsWith("\r\n")).toBe(true);
  });
});

describe("sarif", () => {
  interface Log { runs: [{ results: Record<string, unknown>[]; invocations: [{ toolExecutionNotifications: { message: { text: string } }[] }]; automationDetails: { id: string } }] }
  const parse = (report: Report, category: string | null = null): Log["runs"][0] => (JSON.parse(sarif(report, options({ category }))) as Log).runs[0];
  it("holds what GitHub takes, the worst first, and says what it left out", () => {
    const run = parse(many(25_001, (index) => ({ severity: index === 25_000 ? "error" : "warning" })));
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0]?.["level"]).toBe("error");
    expect(run.invocations[0].toolExecutionNotifications[0]?.message.text).toContain("1 findings are left out");
  });
  it("encodes paths", () => expect(sarif(sampleReport, options())).toContain("web/src/pages/%5Bid%5D%2C%20100%25.tsx"));
  it("tells runs apart", () => {
    expect(parse(emptyReport).automationDetails.id).toBe("privacy-lint/");
    expect(parse(emptyReport, "web").automationDetails.id).toBe("privacy-lint/web/");
  });
  it("points at code with four numbers, and at least one column", () => {
    const run = parse({ ...sampleReport, findings: [{ ...model, location: { ...model.location, endColumn: model.location.column } }] });
    expect(JSON.stringify(run.results[0]?.["locations"])).toContain("\"startLine\":5,\"startColumn\":3,\"endLine\":5,\"endColumn\":4");
  });
});

describe("markdown", () => {
  it("keeps a table a table", () => {
    const row = markdown(withWhat("a | b <script> `x|y`\nnext"), options()).split("\n").find((line) => line.startsWith("| ❌")) ?? "";
    // Code is shown as it is.
    expect(row.replace(/(`+).*?\1/g, "")).not.toContain("<script>");
    expect(row.replace(/\\\|/g, "").match(/\|/g)).toHaveLength(6);
  });
  it("fits a comment", () => expect(markdown(many(3000), options()).length).toBeLessThan(65_536));
});

describe("html", () => {
  it("escapes, loads nothing, runs nothing", () => {
    const page = html(withWhat("<img src=x onerror=alert(1)> `<b>`"), options());
    expect(page).not.toContain("<img");
    expect(page).toContain("<code>&lt;b&gt;</code>");
    expect(page.replace(/"[^"]*"/g, "")).not.toMatch(/<script|<[^>]*\ssrc=|https?:\/\//);
    expect(page).toContain("default-src 'none'");
  });
  it("stays small", () => expect(html(many(1000), options()).length).toBeLessThan(700_000));
});

describe("long paths", () => {
  const path = Array.from({ length: 24 }, (_, index) => ({ kind: "step" as const, file: "a.ts", line: index + 1, column: 1, note: `step ${index}` }));
  const report = { ...sampleReport, findings: [{ ...model, path }] };
  it("are shown by their ends", () => {
    expect(text(report, options()).match(/step \d+/g)).toEqual([0, 1, 2, 3, 4, 19, 20, 21, 22, 23].map((index) => `step ${index}`));
    expect(text(report, options())).toContain("14 more steps");
    expect(markdown(report, options())).toContain("  - 14 more steps");
  });
  it("are whole when asked for, and in JSON", () => {
    expect(text(report, options({ wholePaths: true })).match(/step \d+/g)).toHaveLength(24);
    expect(json(report).match(/step \d+/g)).toHaveLength(24);
  });
});

describe("a list that is cut", () => {
  it("keeps the worst, in the order of the files", () => {
    const levels = ["info", "error", "warning", "error"] as const;
    const report = many(4, (index) => ({ severity: levels[index] ?? "info", location: { ...model.location, line: index + 1 } }));
    expect(text(report, options({ maxShow: 2, snippets: false })).match(/^. error .*$/gm)?.map((line) => line.split(":")[1])).toEqual(["2", "4"]);
  });
});

describe("agent", () => {
  it("has one line a finding, a cap, and the counts", () => {
    const lines = agent(many(80), options()).trimEnd().split("\n");
    expect(lines).toHaveLength(53);
    expect(lines.at(-3)).toContain("30 more findings; --max-show 80 lists all");
    expect(lines.at(-2)).toMatch(/^summary: 80 errors, 42 files/);
  });
});

describe("masks", () => {
  it.each([
    ["const a = \"jane@example.com\";", "const a = \"****************\";"],
    ["// ask jane@example.com", "// ask ****************"],
    ["call(\"+44 20 7946 0958\")", "call(\"*** ** **** ****\")"],
    ["call('(020) 7946-0958')", "call('***** *********')"],
    ["const key = \"sk_live_abcdefgh12345678\";", "const key = \"************************\";"],
    ["const t = `eyJhbGciOiJI.eyJzdWIiOiIx.abc`;", "const t = `*****************************`;"],
    ["const ip = \"203.0.113.7\";", "const ip = \"***********\";"],
    ["const id = \"9f86d081884c7d659a2feaa0c55ad015\";", "const id = \"********************************\";"],
  ])("%s", (line, expected) => expect(maskLine(line)).toBe(expected));
  it.each([
    "const when = \"2026-01-01\";", "const at = \"2026-01-01T12:00:00Z\";", "const v = \"1.2.3\";", "listen(\"127.0.0.1\", 8080)", "const n = 442079460958;",
    "const url = \"https://example.com/api/v1/users\";", "const event = \"undeclared-in-error-tracker-event\";", "const css = \"max-width: 1024px 2048px\";", "user.email",
  ])("leave %s alone", (line) => expect(maskLine(line)).toBe(line));
});

describe("frames", () => {
  const location = { file: "a.ts", line: 2, column: 3, endLine: 2, endColumn: 8 };
  it("cuts long lines around the place", () => {
    const frame = frameOf({ ...location, line: 1, endLine: 1, column: 5001, endColumn: 5006 }, `${"x".repeat(5000)}hello${"y".repeat(5000)}`, 0) ?? "";
    expect(frame).toContain("hello");
    expect(Math.max(...frame.split("\n").map((line) => line.length))).toBeLessThan(180);
    expect(frame.split("\n").at(-1)?.indexOf("^")).toBe(frame.split("\n").at(-2)?.indexOf("hello"));
  });
  it("has nothing to show for a place that is not there", () => {
    expect(frameOf({ ...location, line: 9, endLine: 9 }, "one\ntwo", 0)).toBeNull();
    expect(frameOf(location, undefined, 0)).toBeNull();
  });
  it("reads any line end", () => expect(frameOf(location, "one\r\n  hello\r\n", 0)).toContain("> 2 |   hello"));
});

describe("text, where many callers reach one call", () => {
  const sink = { kind: "sink", file: "src/log.ts", line: 3, column: 1, note: "handed to `logger.info()`" } as const;
  const callers = (number: number): Report => many(number, (index) => ({
    path: [{ kind: "source", file: "src/a.ts", line: 1, column: 1, note: "read" }, sink],
    location: { ...model.location, file: `src/caller-${String(index).padStart(2, "0")}.ts` },
  }));
  const blocks = (report: Report): number => text(report, options()).split("\n").filter((line) => line.startsWith("✖ error ")).length;

  it("shows the first whole and names the others, all of which count", () => {
    const shown = text(callers(20), options());
    expect(blocks(callers(20))).toBe(1);
    expect(shown).toContain("19 more calls reach the same place");
    expect(shown).toContain("src/caller-12.ts");
    expect(shown).toContain("and 7 more (--format agent or json lists all)");
    expect(shown).toContain("20 errors");
    expect(shown).not.toContain("not shown");
  });
  it("shows few of them whole", () => expect(blocks(callers(3))).toBe(3));
  it("keeps apart what reaches other calls or stands at the call itself", () => {
    expect(blocks(many(5, (index) => ({ path: [{ ...sink, line: index + 10 }] })))).toBe(5);
    expect(blocks(many(5, () => ({ path: [{ ...sink, file: model.location.file, line: model.location.line, column: model.location.column }] })))).toBe(5);
  });
  it("counts what --max-show leaves out", () => {
    const two: Report = { ...callers(20), findings: [...callers(20).findings, ...many(2).findings.map((finding, index) => ({ ...finding, path: [], location: { ...finding.location, file: `src/z-${index}.ts` } }))] };
    expect(text(two, options({ maxShow: 1 }))).toMatch(/(?:2|21) more findings not shown/);
  });
});
