/** Runs the tool on one fixture, in this process, the way the command would. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lintProject } from "../../src/lint.ts";
import type { Finding } from "../../src/model/index.ts";
import type { Fixture } from "./fixtures.ts";

export async function lintFixture({ root, manifest }: Fixture): Promise<Finding[]> {
  const hasInventory = manifest.inventory ?? existsSync(join(root, "privacy-inventory.yaml"));
  const report = await lintProject({
    root, noInventory: !hasInventory, flows: true, today: "2026-01-01",
    ...(manifest.strict !== undefined && { strict: manifest.strict }), ...manifest.config,
  });
  return report.findings;
}
