/** Holds every flow, collection and vendor of an analysis against the inventory. */
import type {
  Analysis, Catalog, DataTypeId, Flow, FlowDatum, Inventory, JudgedAgeCheck, JudgedCollection, JudgedFlow, JudgedKeeping, JudgedSetUp, JudgedVendor, SetUp,
  VendorUse,
} from "../model/index.ts";
import { judgeAge, judgeKeeping } from "./limits.ts";
import { answer, answerCollection, isConfirmed, isSameVendor } from "../inventory/index.ts";

/** The part of the catalog that judging needs. */
export type JudgeCatalog = Pick<Catalog, "dataTypes" | "lineage" | "isPseudonymous" | "isCredential" | "vendor" | "vendorOfHost">;

export interface Judgement { flows: JudgedFlow[]; collections: JudgedCollection[]; vendors: JudgedVendor[]; setUps: JudgedSetUp[]; keepings: JudgedKeeping[]; ages: JudgedAgeCheck[] }

/** Names in the hops and the source's text: `passed to anonymizeIp()` went through `anonymizeIp`. */
function namesOnTheWay(datum: FlowDatum): string[] {
  const texts = [datum.source.expression, ...datum.path.map((hop) => hop.note)];
  return texts.flatMap((text) => text.match(/[\w$]+(?:\.[\w$]+)*/g) ?? []);
}

function judgeFlow(flow: Flow, inventory: Inventory, catalog: JudgeCatalog): JudgedFlow {
  const hasExemptions = inventory.exemptions.deidentified.length > 0;
  return {
    flow,
    data: flow.data.map((datum) => ({
      datum,
      answer: answer(inventory, catalog, {
        dataType: datum.dataType, surface: flow.surface, recipient: flow.recipient, file: flow.location.file,
        guards: flow.guards, purpose: flow.purpose, treatment: datum.treatment,
        calls: hasExemptions ? namesOnTheWay(datum) : [],
      }),
    })),
  };
}

function judgeSetUp(setUp: SetUp, inventory: Inventory, catalog: JudgeCatalog): JudgedSetUp {
  const { surface, recipient, guards, purpose, location } = setUp;
  const ask = (dataType: DataTypeId) => ({ dataType, answer: answer(inventory, catalog, { dataType, surface, recipient, file: location.file, guards, purpose, treatment: undefined, calls: [] }) });
  return { setUp, collects: setUp.collects.map((row) => ({ row, answers: row.dataTypes.map(ask) })) };
}

function isVendorDeclared(vendor: VendorUse, inventory: Inventory, catalog: JudgeCatalog): boolean {
  const fact = catalog.vendor(vendor.id);
  const hosts = [...(fact?.hosts ?? []), ...(vendor.kind === "host" ? [vendor.id] : [])];
  const identity = { id: vendor.id, name: vendor.name, packages: [...vendor.packages, ...(fact?.packages ?? [])], hosts };
  if (inventory.vendors.some((entry) => isConfirmed(entry) && isSameVendor(entry, identity))) return true;
  const named = new Set([vendor.id, `vendor:${vendor.id}`, vendor.name.toLowerCase()]);
  return inventory.data.some((entry) => entry.recipients.some((recipient) => named.has(recipient) || named.has(recipient.toLowerCase())));
}

export function judgeAll(analysis: Analysis, inventory: Inventory, catalog: JudgeCatalog): Judgement {
  return {
    flows: analysis.flows.map((flow) => judgeFlow(flow, inventory, catalog)),
    collections: analysis.collections.map((collection) => ({
      collection,
      answer: answerCollection(inventory, catalog, { dataType: collection.dataType, file: collection.location.file }),
    })),
    setUps: analysis.setUps.map((setUp) => judgeSetUp(setUp, inventory, catalog)),
    keepings: analysis.keepings.map((keeping) => judgeKeeping(keeping, inventory, catalog)),
    ages: analysis.ages.flatMap((check) => judgeAge(check, inventory)),
    vendors: analysis.vendors.map((vendor) => ({ vendor, declared: isVendorDeclared(vendor, inventory, catalog) })),
  };
}
