/** Personal data reaches an advertising service without being declared for it. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-in-ads",
  summary: "Personal data reaches an advertising service without being declared for it.",
  why: "Advertising services join what they get with what they know from elsewhere; people must be told before their data goes there.",
  severity: "error",
  check: undeclaredAt(["ads"], "hash it where the service accepts hashes"),
});
