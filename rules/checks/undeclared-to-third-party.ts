/** Personal data reaches another company, or a message that one carries, without being declared. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-to-third-party",
  summary: "Personal data reaches another company, or a message that one carries, without being declared.",
  why: "Users were told who receives their data; this code tells somebody else, or tells them more.",
  severity: "error",
  check: undeclaredAt(["network-third-party", "message"], "send an id instead"),
});
