/** Personal data reaches an error tracker without being declared for it. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-in-error-tracker",
  summary: "Personal data reaches an error tracker without being declared for it.",
  why: "Error reports leave for another company and are kept for months; the policy does not say that this data is among them.",
  severity: "error",
  check: undeclaredAt(["error-tracker"], "remove it in the tracker's `beforeSend` hook"),
});
