/** Personal data reaches a log that the policy does not declare for logs. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-in-log",
  summary: "Personal data reaches a log that the policy does not declare for logs.",
  why: "Log files are copied, kept and read by more people than the data base is; whoever reads the policy does not expect this data there.",
  severity: "error",
  check: undeclaredAt(["log"], "mask or hash it"),
});
