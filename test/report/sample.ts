/** One hand-written report with every case a format must handle, and the sources its frames show. */
import type { Finding, Report } from "../../src/model/index.ts";
import type { ReportOptions, RuleInfo } from "../../src/report/index.ts";
import { plainOptions } from "../../src/report/index.ts";

export const sources: Readonly<Record<string, string>> = {
  "api/src/http/audit.ts": [
    "import { logger } from \"../logger\";",
    "",
    "export function audit(req: Request) {",
    "  const who = { ip: req.ip, contact: \"jane.doe@example.com\" };",
    "  logger.info(who, \"audit\");",
    "}", "",
  ].join("\n"),
  "web/src/pages/[id], 100%.tsx": [
    "export function onSubmit(form: SignupForm) {",
    "  track(\"signup\", {",
    "    email: form.email,",
    "    name: form.name,",
    "    plan: form.plan,",
    "    phone: \"+44 20 7946 0958\",",
    "  });",
    "}", "",
  ].join("\n"),
  "api/src/session.ts": "console.log(\"token <\" + session.token + \">\");\n",
};

const log: Finding = {
  rule: "undeclared-in-log", severity: "error", certainty: "sure", verdict: "wrong-surface", dataTypes: ["ip-address"], surface: "log",
  recipient: { id: "pino", name: "pino", kind: "first-party" },
  what: "IP address reaches the log (pino). The policy declares it for storage only.",
  why: "Log files are copied, kept and read by more people than the data base is.",
  fix: "Drop `req.ip` from the call, mask or hash it, or, where the policy says so, declare ip-address for log.",
  location: { file: "api/src/http/audit.ts", line: 5, column: 3, endLine: 5, endColumn: 28 },
  sources: [{ dataType: "ip-address", file: "api/src/http/audit.ts", line: 4, column: 21, expression: "req.ip" }],
  path: [
    { kind: "source", file: "api/src/http/audit.ts", line: 4, column: 21, note: "req.ip" },
    { kind: "step", file: "api/src/http/audit.ts", line: 4, column: 9, note: "who" },
    { kind: "sink", file: "api/src/http/audit.ts", line: 5, column: 3, note: "logger.info" },
  ],
  inventory: { type: "ip-address", source: "2. Your orders: \"We store the IP address | and the browser\"" },
  fingerprint: "0123456789abcdef",
};

const analytics: Finding = {
  rule: "undeclared-in-analytics", severity: "warning", certainty: "likely", verdict: "omitted", dataTypes: ["email-address", "person-name"],
  surface: "analytics", recipient: { id: "posthog", name: "PostHog", kind: "vendor" },
  what: "E-mail address and person's name reach PostHog (analytics).",
  why: "People were told who receives their data; this code tells someone else.",
  fix: "Drop `form.email` and `form.name` from the call, or declare email-address and person-name for analytics with recipient posthog.",
  location: { file: "web/src/pages/[id], 100%.tsx", line: 2, column: 3, endLine: 7, endColumn: 5 },
  sources: [
    { dataType: "email-address", file: "web/src/pages/[id], 100%.tsx", line: 3, column: 12, expression: "form[\"email\"]" },
    { dataType: "person-name", file: "web/src/pages/[id], 100%.tsx", line: 4, column: 11, expression: "form.name" },
  ],
  path: [
    { kind: "source", file: "web/src/pages/[id], 100%.tsx", line: 3, column: 12, note: "form[\"email\"]" },
    { kind: "call", file: "web/src/pages/[id], 100%.tsx", line: 2, column: 3, note: "passed to track()" },
    { kind: "sink", file: "web/src/analytics.ts", line: 8, column: 5, note: "posthog.capture" },
  ],
  inventory: null, fingerprint: "fedcba9876543210",
};

const credential: Finding = {
  rule: "credential-exposed", severity: "error", certainty: "sure", verdict: null, dataTypes: ["auth-credential"], surface: "log",
  recipient: { id: "console", name: "console", kind: "first-party" },
  what: "A session token <session.token> reaches the log (console).", why: "Whoever reads the log can sign in as the user.", fix: "Drop it.",
  location: { file: "api/src/session.ts", line: 1, column: 1, endLine: 1, endColumn: 45 },
  sources: [{ dataType: "auth-credential", file: "api/src/session.ts", line: 1, column: 24, expression: "session.token" }],
  path: [{ kind: "sink", file: "api/src/session.ts", line: 1, column: 1, note: "console.log" }],
  inventory: null, fingerprint: "00000000000000aa",
};

const unused: Finding = {
  rule: "unused-declaration", severity: "info", certainty: "sure", verdict: null, dataTypes: ["date-of-birth"], surface: null, recipient: null,
  what: "The inventory declares date of birth, and nothing in the code collects or uses it.", why: "A policy that claims too much is no better than one that claims too little.",
  fix: "Remove the entry, or keep it where another system collects it.",
  location: { file: "privacy-inventory.yaml", line: 31, column: 5, endLine: 31, endColumn: 24 },
  sources: [], path: [], inventory: { type: "date-of-birth", source: null }, fingerprint: "00000000000000bb",
};

export const sampleReport: Report = {
  schemaVersion: 1,
  tool: { name: "privacy-lint", version: "1.2.3" },
  summary: { files: 42, skipped: 3, findings: { error: 2, warning: 1, info: 1 }, suppressed: 2, baselined: 4 },
  findings: [log, credential, unused, analytics],
  vendors: [
    { id: "posthog", name: "PostHog", purpose: "product-analytics", declared: true, evidence: [{ file: "web/src/analytics.ts", line: 1 }], autoCollects: ["ip-address"], receives: ["email-address"] },
    { id: "sentry", name: "Sentry <EU>", purpose: "error-tracking", declared: false, evidence: [{ file: "api/src/server.ts", line: 2 }], autoCollects: [], receives: [] },
  ],
  notes: [
    { kind: "stale-baseline", file: null, line: null, text: "1 entry of the baseline no longer matches a finding" },
    { kind: "parse-error", file: "api/src/broken.ts", line: 7, text: "could not be parsed: ';' expected" },
  ],
};

export const sampleFlows: Report = {
  ...sampleReport,
  flows: [
    { ...pick(log), surface: "log", recipient: { id: "pino", name: "pino", kind: "first-party" }, verdict: "wrong-surface", reason: "ip-address: req.ip is the client's address" },
    { ...pick(analytics), surface: "analytics", recipient: { id: "posthog", name: "PostHog", kind: "vendor" }, verdict: "omitted", reason: "email-address: a field of SignupForm" },
    { ...pick(log), dataTypes: ["user-id"], surface: "log", recipient: { id: "pino", name: "pino", kind: "first-party" }, verdict: "clear", reason: "user-id: a field of User" },
  ],
};

function pick({ dataTypes, certainty, location, sources: from, path }: Finding): Pick<Finding, "dataTypes" | "certainty" | "location" | "sources" | "path"> {
  return { dataTypes, certainty, location, sources: from, path };
}

export const emptyReport: Report = {
  schemaVersion: 1, tool: { name: "privacy-lint", version: "1.2.3" },
  summary: { files: 42, skipped: 0, findings: { error: 0, warning: 0, info: 0 }, suppressed: 0, baselined: 0 }, findings: [], vendors: [], notes: [],
};

export const sampleRules: RuleInfo[] = [
  { id: "undeclared-in-log", summary: "Personal data reaches a log that the policy does not declare for logs.", why: "Log files are copied.", severity: "error", help: "# undeclared-in-log\n\nWhy.\n" },
  { id: "credential-exposed", summary: "A credential is exposed", why: "Whoever reads it can sign in", severity: "error", help: null },
];

export const options = (change: Partial<ReportOptions> = {}): ReportOptions =>
  ({ ...plainOptions, sourceOf: (file) => sources[file], rules: sampleRules, flowCount: 7, ...change });
