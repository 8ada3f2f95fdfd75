/** A policy that is changed in one place changes the verdict in that place: clause gone, denied, said more broadly. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { answer, loadInventory } from "../../src/inventory/index.ts";
import type { Surface, Verdict } from "../../src/model/index.ts";
import { draftInventory, readPolicy, renderInventoryYaml } from "../../src/policy/index.ts";

const catalog = loadCatalog();
const console_ = { id: "console", name: "console", kind: "first-party" } as const;

function verdictOf(policy: string, dataType: string, surface: Surface): Verdict {
  const yaml = renderInventoryYaml(draftInventory(readPolicy(policy, { fileName: "policy.md" })));
  const inventory = loadInventory("privacy-inventory.yaml", { root: "/", catalog, text: yaml });
  return answer(inventory, catalog, { dataType, surface, recipient: console_, file: "src/a.ts" }).verdict;
}

const rest = "# Privacy policy\n\n## What we collect\n\nWe collect your e-mail address when you sign up for our service.\n\n";
const cases: { clause: string; dataType: string; surface: Surface; denied: string; broader: string }[] = [
  { clause: "Our log files record your IP address.", dataType: "ip-address", surface: "log", denied: "We do not log your IP address.", broader: "Our log files record online identifiers." },
  { clause: "We store your credit card number.", dataType: "payment-card", surface: "storage", denied: "We do not store your credit card number.", broader: "We store your payment information." },
  { clause: "We collect your precise location.", dataType: "precise-location", surface: "response", denied: "We do not collect your precise location.", broader: "We collect location information." },
  { clause: "We keep your date of birth.", dataType: "date-of-birth", surface: "storage", denied: "We never collect your date of birth.", broader: "We keep demographic information." },
];

describe.each(cases)("$clause", ({ clause, dataType, surface, denied, broader }) => {
  it("declares it", () => expect(verdictOf(rest + clause, dataType, surface)).toBe("clear"));
  it("is omitted without the clause", () => expect(verdictOf(rest, dataType, surface)).toBe("omitted"));
  it("is prohibited when denied", () => expect(verdictOf(rest + denied, dataType, surface)).toBe("prohibited"));
  it("is vague in broader words", () => expect(verdictOf(rest + broader, dataType, surface)).toBe("vague"));
  it("is not declared for another place", () => expect(verdictOf(rest + clause, dataType, "analytics")).toBe("wrong-surface"));
  it("stays when the clause moves to the top, into a list or into a table", () => {
    const heading = "# Privacy policy\n\n## What we collect\n\n";
    expect(verdictOf(`${heading}${clause}\n\n${rest.slice(heading.length)}`, dataType, surface)).toBe("clear");
    expect(verdictOf(`${rest}- ${clause}\n- We also keep what you order.\n`, dataType, surface)).toBe("clear");
  });
});
