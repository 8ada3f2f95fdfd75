// Counts what .ci/run did: `summary.mjs VITEST.json [FAILED-STEP...]`. The last line it prints is `N passed, N failed`.
import { existsSync, readFileSync } from "node:fs";

const [resultsFile, ...failedSteps] = process.argv.slice(2);
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : null;
const tests = (results?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) =>
  // A file that could not be loaded has no tests to fail; it must count all the same.
  assertionResults.length === 0 && status === "failed" ? [{ fullName: `${name}: ${message}`, status }] : assertionResults);
const having = (...wanted) => tests.filter(({ status }) => wanted.includes(status));

const passed = having("passed").length;
const failures = having("failed").map(({ fullName }) => `test ${fullName}`);
// The test step fails with its tests; it counts of its own only when no test says why.
const steps = failedSteps.filter((name) => name !== "test" || failures.length === 0).map((name) => `step ${name}`);
if (results === null && !failedSteps.includes("test")) steps.push("step test: no results were written");

for (const failure of [...steps, ...failures]) console.log(`failed: ${failure}`);
const skipped = having("pending", "skipped", "todo", "disabled");
for (const { fullName } of skipped) console.log(`not run: test ${fullName}`);

const failed = failures.length + steps.length;
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
