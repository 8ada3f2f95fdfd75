/** Files asked for on demand give what reading everything gives; and the byte scan overlooks no file with a sink. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { discoverProject } from "../../src/discover/index.ts";
import { openFacts } from "../../src/extract/index.ts";
import { link } from "../../src/link/index.ts";
import { Evaluator } from "../../src/trace/evaluate.ts";
import { flowsOf } from "../../src/trace/flows.ts";
import { trace } from "../../src/trace/index.ts";
import { traceSink } from "../../src/trace/outward.ts";
import { ClientUses, sinkFiles } from "../../src/trace/sink-scan.ts";
import { findSinks } from "../../src/trace/sinks.ts";
import { findFixtures } from "../fixture-harness/fixtures.ts";

const catalog = loadCatalog();
const fixtures = findFixtures().filter(({ name }) => !name.startsWith("rules/"));

async function opened(root: string) {
  const project = await discoverProject({ root });
  const facts = await openFacts(project);
  return { project, facts, program: link(project, facts, catalog) };
}

describe("on demand", () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", async (_name, { root }) => {
    const lazy = await opened(root);
    const wanted = trace(lazy.program, { bytes: lazy.facts.bytes });
    const whole = await opened(root);
    const files = whole.project.files.filter(({ role }) => role === "app").map(({ path }) => path);
    for (const path of [...files].reverse()) whole.program.unit(path);
    const all = trace(whole.program, { bytes: whole.facts.bytes });
    expect(all.flows).toEqual(wanted.flows);

    // Files the scan left out hold no sink that anything personal reaches.
    const picked = new Set(sinkFiles(whole.program, whole.facts.bytes));
    const known = new Set(wanted.flows.map(({ sink }) => `${sink.file}:${sink.line}`));
    const evaluator = new Evaluator(whole.program);
    const clients = new ClientUses();
    for (const unit of whole.program.loaded()) clients.add(whole.program, unit);
    const overlooked = files.filter((path) => !picked.has(path)).flatMap((path) => {
      const unit = whole.program.unit(path);
      return unit ? findSinks(whole.program, unit, clients).flatMap((sink) => flowsOf(whole.program, sink, traceSink(evaluator, sink), { ownDomains: [] })) : [];
    }).filter(({ sink }) => !known.has(`${sink.file}:${sink.line}`));
    expect(overlooked.map(({ sink, data }) => `${sink.file}:${sink.line} ${data.map(({ dataType }) => dataType).join(" ")}`)).toEqual([]);
    lazy.facts.close();
    whole.facts.close();
  });
});
