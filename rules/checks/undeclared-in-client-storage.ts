/** Personal data is kept in the browser or on the device without being declared for it. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-in-client-storage",
  summary: "Personal data is kept in the browser or on the device without being declared for it.",
  why: "What is stored on the device stays there after sign-out, and every script of the page can read it; storing it needs a word in the policy.",
  severity: "error",
  check: undeclaredAt(["client-storage"], "keep it on the server"),
});
