/** Every rule, in the order they are listed to the user. */
import type { Rule } from "../../src/model/index.ts";
import ageMismatch from "./age-mismatch.ts";
import consentMissing from "./consent-missing.ts";
import credentialExposed from "./credential-exposed.ts";
import ineffectivePrivacySwitch from "./ineffective-privacy-switch.ts";
import opaquePayload from "./opaque-payload.ts";
import policyDrift from "./policy-drift.ts";
import prohibitedData from "./prohibited-data.ts";
import purposeMismatch from "./purpose-mismatch.ts";
import retentionExceeded from "./retention-exceeded.ts";
import undeclaredAutoCollection from "./undeclared-auto-collection.ts";
import undeclaredCollection from "./undeclared-collection.ts";
import undeclaredInAds from "./undeclared-in-ads.ts";
import undeclaredInAnalytics from "./undeclared-in-analytics.ts";
import undeclaredInClientStorage from "./undeclared-in-client-storage.ts";
import undeclaredInErrorTracker from "./undeclared-in-error-tracker.ts";
import undeclaredInLog from "./undeclared-in-log.ts";
import undeclaredRecipient from "./undeclared-recipient.ts";
import undeclaredToLlm from "./undeclared-to-llm.ts";
import undeclaredToThirdParty from "./undeclared-to-third-party.ts";
import unusedDeclaration from "./unused-declaration.ts";
import vagueDeclaration from "./vague-declaration.ts";

export const rules: readonly Rule[] = [
  prohibitedData,
  credentialExposed,
  undeclaredInLog,
  undeclaredInErrorTracker,
  undeclaredInAnalytics,
  undeclaredInAds,
  undeclaredToLlm,
  undeclaredToThirdParty,
  undeclaredInClientStorage,
  undeclaredCollection,
  undeclaredAutoCollection,
  ineffectivePrivacySwitch,
  undeclaredRecipient,
  consentMissing,
  retentionExceeded,
  purposeMismatch,
  ageMismatch,
  opaquePayload,
  vagueDeclaration,
  policyDrift,
  unusedDeclaration,
];
