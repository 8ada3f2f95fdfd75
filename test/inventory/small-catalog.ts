/** A catalog of a dozen data types and four vendors, for tests of what the inventory and the rules make of them. */
import type { Catalog, DataTypeFact, VendorFact } from "../../src/model/index.ts";

type Row = [id: string, label: string, broader: string | null, sensitivity: DataTypeFact["sensitivity"], fideslangKey: string];

const rows: Row[] = [
  ["personal-data", "Personal data", null, "medium", "user"],
  ["contact-information", "Contact information", "personal-data", "medium", "user.contact"],
  ["email-address", "E-mail address", "contact-information", "medium", "user.contact.email"],
  ["phone-number", "Phone number", "contact-information", "medium", "user.contact.phone_number"],
  ["person-name", "Name", "contact-information", "medium", "user.name"],
  ["identifier", "Identifier", "personal-data", "medium", "user.unique_id"],
  ["ip-address", "IP address", "identifier", "medium", "user.device.ip_address"],
  ["user-id", "User id", "identifier", "medium", "user.unique_id.user"],
  ["location", "Location", "personal-data", "medium", "user.location"],
  ["precise-location", "Precise location", "location", "high", "user.location.precise"],
  ["account-information", "Account information", "personal-data", "medium", "user.account"],
  ["password", "Password", "account-information", "high", "user.authorization.password"],
  ["auth-credential", "Sign-in credential", "account-information", "high", "user.authorization.credentials"],
  ["photos", "Photos", "personal-data", "medium", "user.content.self_image"],
];

const vendorFacts: VendorFact[] = [
  { id: "posthog", name: "PostHog", purpose: "product-analytics", surface: "analytics", packages: ["posthog-js", "posthog-node"], hosts: ["i.posthog.com"], isBuildTool: false },
  { id: "sentry", name: "Sentry", purpose: "error-tracking", surface: "error-tracker", packages: ["@sentry/node", "@sentry/browser"], hosts: ["sentry.io"], isBuildTool: false },
  { id: "stripe", name: "Stripe", purpose: "payments", surface: "network-third-party", packages: ["stripe"], hosts: ["api.stripe.com"], isBuildTool: false },
  { id: "meta-pixel", name: "Meta Pixel", purpose: "advertising", surface: "ads", packages: [], hosts: ["connect.facebook.net"], isBuildTool: false },
];

const dataTypes = new Map<string, DataTypeFact>(rows.map(([id, label, broader, sensitivity, fideslangKey]) =>
  [id, { id, label, broader, sensitivity, fideslangKey }]));
const vendors = new Map(vendorFacts.map((fact) => [fact.id, fact]));

function lineage(id: string): string[] {
  const broader = dataTypes.get(id)?.broader;
  return broader ? [id, ...lineage(broader)] : [id];
}

export const smallCatalog = {
  dataTypes,
  lineage,
  resolveDataType: (name) => (dataTypes.has(name) ? name : rows.find((row) => row[4] === name)?.[0]),
  matchName: (name) => (name === "mail" ? { dataType: "email-address", strength: "strong" } : undefined),
  isCredential: (id) => id === "password" || id === "auth-credential",
  isPseudonymous: (id) => id === "user-id",
  vendor: (id) => vendors.get(id),
  vendorOfHost: (host) => vendorFacts.find((fact) => fact.hosts.includes(host)),
} satisfies Pick<Catalog, "dataTypes" | "lineage" | "resolveDataType" | "matchName" | "isCredential" | "isPseudonymous" | "vendor" | "vendorOfHost">;
