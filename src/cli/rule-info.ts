/** Rules with their pages, as `explain` and the formats that carry help need them. */
import type { RuleInfo } from "../report/index.ts";
import { readIfThere } from "./files.ts";
import { packageFile } from "./package.ts";

export async function loadRuleInfo(): Promise<RuleInfo[]> {
  const { listRules } = await import("../lint.ts");
  return (await listRules()).map(({ id, summary, why, severity }) => ({
    id, summary, why, severity, help: readIfThere(packageFile("rules", "checks", `${id}.md`)) ?? null,
  }));
}
