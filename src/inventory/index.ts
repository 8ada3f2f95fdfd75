/** The inventory room: load what the policy declares, answer whether it covers a flow. */
export { answer, answerCollection } from "./answer.ts";
export type { AnswerCatalog, Question } from "./answer.ts";
export { driftOf, readPolicyText } from "./drift.ts";
export { emptyInventory, findInventory, inventoryNames, loadInventory } from "./load.ts";
export type { LoadOptions } from "./load.ts";
export type { InventoryCatalog } from "./meaning.ts";
export { isConfirmed, isSameVendor } from "./recipients.ts";
export type { VendorIdentity } from "./recipients.ts";
export { inventoryJsonSchema } from "./schema.ts";
export { actionWords, consentWords, purposeWords } from "./vocabulary.ts";
