/** Every call that a vendor's file lists is found through every client the file names, and belongs to that vendor. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { readCatalogFiles } from "../../src/catalog/read-files.ts";
import type { VendorCall, VendorFile } from "../../src/catalog/schema.ts";
import type { Origin } from "../../src/model/index.ts";
import { origin } from "./origin.ts";

const catalog = loadCatalog();
const { vendors } = readCatalogFiles().files;

const members = ({ path, how }: VendorCall): string[] => (how === "named-import" && path.length === 1 ? path : path.slice(path.length > 1 ? 1 : 0));

/** The call behind one client: made by `new`, by a factory, a hook, or there already. */
function throughClient(call: VendorCall, { from, export: exported, create }: NonNullable<VendorFile["clients"]>[number]): Origin | undefined {
  if (from.includes("*") || exported.includes(".") || call.how === "named-import" || call.how === "global" || call.form === "new" || (call.from ?? from) !== from) return undefined;
  const made = create === "new" ? ["new"] : create === "factory" || create === "hook" ? ["()"] : [];
  return create === "namespace" ? undefined : origin(from, exported, ...made, ...members(call));
}

function asImport(call: VendorCall, { packages }: VendorFile): Origin | undefined {
  const [name] = call.from === undefined ? packages : [call.from];
  if (name === undefined || call.how !== "named-import") return undefined;
  const [first = "", ...rest] = members(call);
  return origin(name, first, ...rest, ...(call.form === "new" ? ["new"] : []));
}

describe("calls", () => {
  it.each(vendors.filter(({ purpose }) => purpose !== "device-info").map((vendor) => [vendor.id, vendor] as const))("of %s", (id, vendor) => {
    const lost = vendor.calls.filter(({ how }) => how !== "component").flatMap((call) => {
      const ways = [asImport(call, vendor), ...(vendor.clients ?? []).map((client) => throughClient(call, client))].filter((way) => way !== undefined);
      return ways.filter((way) => catalog.sink(way)?.recipient.id !== id).map((way) => `${call.path.join(".")} as ${JSON.stringify(way)} is ${catalog.sink(way)?.recipient.id}`);
    });
    expect(lost).toEqual([]);
  });

  it("are as many as they should be", () => {
    expect(vendors.flatMap(({ calls }) => calls).length).toBeGreaterThan(1500);
  });
});
