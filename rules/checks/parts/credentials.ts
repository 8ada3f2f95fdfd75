/** When a password, token or secret is exposed: shared by `credential-exposed` and by the rules that leave it to it. */
import type { Flow, JudgedDatum, RuleInput, Surface } from "../../../src/model/index.ts";

/** Nobody's policy makes a password in these right. */
const neverRight: ReadonlySet<Surface> = new Set(["log", "error-tracker", "analytics", "ads", "session-replay"]);
/** Here a declared hand-over to a named recipient is somebody's decision: a token for the service it belongs to. */
const rightWhenDeclared: ReadonlySet<Surface> = new Set(["llm", "network-third-party", "client-storage"]);

export function isExposedCredential({ datum, answer }: JudgedDatum, flow: Flow, { dataType }: RuleInput): boolean {
  if (!dataType(datum.dataType).isCredential) return false;
  if (neverRight.has(flow.surface)) return true;
  if (!rightWhenDeclared.has(flow.surface) || answer.verdict === "clear") return false;
  // Signing in with an authentication service hands it the password.
  return !(flow.surface === "network-third-party" && flow.purpose === "auth");
}

/** A login or reset link carries its token by mail: that is what the mail is for. */
export function isLoginLink({ datum }: JudgedDatum, flow: Flow, { dataType }: RuleInput): boolean {
  return flow.surface === "message" && datum.dataType !== "password" && dataType(datum.dataType).isCredential;
}
