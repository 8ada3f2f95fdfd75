/** Hand-written flows, collections and vendors for tests of the judge and the rules. */
import type { Analysis, Collection, DataTypeId, Flow, FlowDatum, Location, Recipient, VendorUse } from "../../src/model/index.ts";

export const pino: Recipient = { id: "pino", name: "pino", kind: "first-party" };
export const posthog: Recipient = { id: "posthog", name: "PostHog", kind: "vendor" };

export const at = (line: number, file = "src/app.ts"): Location => ({ file, line, column: 3, endLine: line, endColumn: 40 });

const fields: Record<DataTypeId, string> = {
  "email-address": "user.email", "ip-address": "req.ip", "user-id": "user.id", password: "form.password",
  "phone-number": "user.phone", "auth-credential": "session.token", "precise-location": "position.coords",
};

export function datum(dataType: DataTypeId, change: Partial<FlowDatum> = {}): FlowDatum {
  const expression = fields[dataType] ?? `user.${dataType}`;
  const place = { file: "src/app.ts", line: 2, column: 9 };
  return {
    dataType, certainty: "sure", reason: "field of User", source: { dataType, ...place, expression },
    path: [{ kind: "source", ...place, note: expression }, { kind: "sink", file: "src/app.ts", line: 5, column: 3, note: "logger.info" }],
    ...change,
  };
}

export function flow(data: (DataTypeId | FlowDatum)[], change: Partial<Flow> = {}): Flow {
  return {
    surface: "log", recipient: pino, sinkCertainty: "sure", location: at(5), sink: at(5), callee: "logger.info",
    data: data.map((item) => (typeof item === "string" ? datum(item) : item)), opaque: [], developmentOnly: false, guards: [], ...change,
  };
}

export const tracked = (data: (DataTypeId | FlowDatum)[], change: Partial<Flow> = {}): Flow =>
  flow(data, { surface: "analytics", recipient: posthog, callee: "posthog.capture", purpose: "product-analytics", ...change });

export const collection = (dataType: DataTypeId, change: Partial<Collection> = {}): Collection => ({
  dataType, how: "schema", certainty: "sure", location: at(8, "prisma/schema.prisma"), expression: fields[dataType] ?? dataType, reason: "field of model User", ...change,
});

export const vendorUse = (change: Partial<VendorUse> = {}): VendorUse => ({
  id: "posthog", name: "PostHog", purpose: "product-analytics", kind: "vendor", packages: ["posthog-js"], autoCollects: [], receives: [],
  evidence: [{ file: "src/app.ts", line: 1, kind: "import", text: "posthog-js" }], ...change,
});

export const analysis = (change: Partial<Analysis> = {}): Analysis => ({ flows: [], collections: [], vendors: [], setUps: [], keepings: [], ages: [], notes: [], files: 1, skipped: 0, ...change });
