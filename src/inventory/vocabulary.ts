/** The fixed words of an inventory file: purposes, consents, roles, actions, and what a recipient word stands for. */
import type { Surface } from "../model/index.ts";

export const purposeWords = [
  "operations", "authentication", "security", "fraud-prevention", "analytics", "error-monitoring", "product-improvement",
  "personalization", "support", "billing", "service-communications", "marketing", "advertising", "research", "legal",
  "recruitment", "ai-training",
] as const;

export const consentWords = ["none", "opt-in", "opt-out", "device-permission", "customer-permission"] as const;
export const vendorRoles = ["processor", "independent-controller", "joint"] as const;
export const retentionStarts = ["collection", "last-activity", "account-termination", "contract-end"] as const;
export const identifiabilities = ["identified", "pseudonymous", "aggregated"] as const;

const thirdParties: Surface[] = [
  "error-tracker", "analytics", "ads", "session-replay", "llm", "network-third-party", "message",
];

/** Surfaces an action of a prohibition is about; null: the data must not be there at all. */
export const actionSurfaces = {
  collect: null,
  receive: null,
  request: null,
  process: null,
  store: ["storage", "client-storage"],
  log: ["log"],
  track: ["analytics", "session-replay", "ads"],
  send: thirdParties,
  share: thirdParties,
  transfer: thirdParties,
  disclose: thirdParties,
  sell: ["ads"],
} as const satisfies Record<string, readonly Surface[] | null>;

export type ActionWord = keyof typeof actionSurfaces;
export const actionWords = Object.keys(actionSurfaces) as ActionWord[];

/**
 * Inventory purposes that a vendor of this catalog purpose can serve. A vendor purpose that is not listed here (an LLM,
 * a data base) serves any purpose, so it never contradicts one.
 */
export const purposesOfVendorPurpose: Readonly<Record<string, readonly string[]>> = {
  "web-analytics": ["analytics", "product-improvement", "research", "personalization"],
  "product-analytics": ["analytics", "product-improvement", "research", "personalization"],
  "session-replay": ["analytics", "product-improvement", "research", "support", "error-monitoring"],
  "ab-testing": ["analytics", "product-improvement", "personalization", "operations"],
  "error-tracking": ["error-monitoring", "operations", "security", "product-improvement"],
  apm: ["error-monitoring", "operations", "security", "product-improvement", "analytics"],
  advertising: ["advertising", "marketing"],
  attribution: ["advertising", "marketing", "analytics"],
  "customer-messaging": ["marketing", "service-communications", "support", "operations"],
  "chat-support": ["support", "service-communications", "operations"],
  payments: ["billing", "fraud-prevention", "operations", "legal"],
  fraud: ["fraud-prevention", "security", "billing", "operations"],
};

/** Catalog purposes of the vendors a recipient word means (`vendor:hosting`, `payment-providers`). */
export const roleWords: Readonly<Record<string, readonly string[]>> = {
  hosting: ["database-baas", "cdn-storage", "apm"],
  cloud: ["database-baas", "cdn-storage"],
  storage: ["database-baas", "cdn-storage"],
  analytics: ["web-analytics", "product-analytics", "tag-manager", "session-replay", "attribution", "ab-testing"],
  monitoring: ["error-tracking", "apm"],
  "error-monitoring": ["error-tracking", "apm"],
  advertising: ["advertising", "attribution"],
  ad: ["advertising", "attribution"],
  marketing: ["customer-messaging", "crm", "email", "advertising"],
  payment: ["payments"],
  billing: ["payments"],
  communication: ["email", "sms", "push", "customer-messaging"],
  mail: ["email"],
  support: ["chat-support", "customer-messaging", "crm"],
  authentication: ["auth"],
  identity: ["auth"],
  ai: ["llm"],
  security: ["fraud", "auth"],
  "fraud-prevention": ["fraud"],
};

/** Words for "some third party": the surface then decides alone, and `undeclared-recipient` asks for the name. */
export const genericRecipients: ReadonlySet<string> = new Set([
  "service", "vendor", "processor", "subprocessor", "third-party", "partner", "contractor", "any",
]);

/** `Analytics providers` -> `analytics`: the word that decides. */
export function recipientWord(recipient: string): string {
  const word = recipient.toLowerCase().replace(/^vendor:/, "").trim().replace(/[\s_]+/g, "-");
  const singular = word.replace(/ies$/, "y").replace(/s$/, "");
  if (genericRecipients.has(singular)) return singular;
  return word.replace(/-(providers?|vendors?|platforms?|networks?|partners?|processors?|services?|tools?)$/, "");
}
