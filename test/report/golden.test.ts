/** Every format against its golden file, written from one report by hand; the files are read in review. */
import { describe, expect, it } from "vitest";
import { formatNames, loadDiscovery, loadReporter } from "../../src/report/index.ts";
import { emptyReport, options, sampleFlows, sampleReport } from "./sample.ts";

const endings: Partial<Record<string, string>> = { markdown: "md", sarif: "sarif", html: "html", csv: "csv", json: "json", gitlab: "json", junit: "xml", checkstyle: "xml" };

describe.each(formatNames)("%s", (format) => {
  const file = (name: string): string => `./golden/${format}-${name}.${endings[format] ?? "txt"}`;

  it("renders the sample as its golden file says", async () => {
    const render = await loadReporter(format);
    await expect(render(sampleReport, options())).toMatchFileSnapshot(file("findings"));
  });

  it("renders a clean run as its golden file says", async () => {
    const render = await loadReporter(format);
    await expect(render(emptyReport, options({ flowCount: 0 }))).toMatchFileSnapshot(file("clean"));
  });

  it("gives the same bytes twice, and ends with one line break where it ends", async () => {
    const render = await loadReporter(format);
    const once = render(sampleFlows, options());
    expect(render(structuredClone(sampleFlows), options())).toBe(once);
    expect(once.endsWith("\n")).toBe(true);
    expect(once.endsWith("\n\n")).toBe(false);
  });

  it("never shows a literal address of the source", async () => {
    const render = await loadReporter(format);
    const text = render(sampleFlows, options());
    expect(text).not.toContain("jane.doe");
    expect(text).not.toContain("7946");
  });
});

describe("text", () => {
  it("lists flows, hidden findings and the rest of a cut list", async () => {
    const render = await loadReporter("text");
    const [first, second] = sampleReport.findings;
    if (!first || !second) throw new Error("the sample has findings");
    const text = render(sampleFlows, options({
      maxShow: 1, elapsed: "1.2 s", width: 80,
      hidden: [
        { finding: first, how: "suppressed", reason: "kept for thirty days, SEC-12", file: "api/src/http/audit.ts", line: 4 },
        { finding: second, how: "baselined", reason: "", file: null, line: null },
      ],
    }));
    await expect(text).toMatchFileSnapshot("./golden/text-everything.txt");
  });

  it("paints only when it may", async () => {
    const render = await loadReporter("text");
    expect(render(sampleReport, options())).not.toContain("\u001B");
    expect(render(sampleReport, options({ color: 1 }))).toContain("\u001B[31m✖ error");
  });

  it("shows no code when asked not to", async () => {
    const render = await loadReporter("text");
    expect(render(sampleReport, options({ snippets: false }))).not.toContain("logger.info(who");
  });
});

describe("discovery", () => {
  it("is a table with one next command", async () => {
    const render = await loadDiscovery();
    const text = render({ ...sampleFlows, findings: sampleReport.findings.slice(1, 2) }, options());
    await expect(text).toMatchFileSnapshot("./golden/discovery.txt");
    expect(text.match(/^Next:/gm)).toHaveLength(1);
  });

  it("says so when there is nothing to show", async () => {
    const render = await loadDiscovery();
    expect(render({ ...emptyReport, flows: [] }, options())).toContain("no personal data was seen");
  });
});
