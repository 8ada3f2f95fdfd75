/** Personal data reaches a language model without being declared for it. */
import { defineRule } from "../../src/model/index.ts";
import { undeclaredAt } from "./parts/undeclared.ts";

export default defineRule({
  id: "undeclared-to-llm",
  summary: "Personal data reaches a language model without being declared for it.",
  why: "A prompt is stored by the company that runs the model, and cannot be searched for one person's data later; the policy does not mention it.",
  severity: "error",
  check: undeclaredAt(["llm"], "replace it by a placeholder before the prompt is built"),
});
