/** Personal data reaches analytics or session replay without being declared for it. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-in-analytics",
  summary: "Personal data reaches analytics or session replay without being declared for it.",
  why: "Statistics about what somebody does become a record about a person as soon as they carry this data; the policy does not say so.",
  severity: "error",
  check: undeclaredAt(["analytics", "session-replay"], "send a pseudonymous id instead"),
});
