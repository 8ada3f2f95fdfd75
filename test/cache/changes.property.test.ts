/** --staged and --since against whole runs, over random edits of the fixture applications in real repositories. */
import { appendFileSync, cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { chanceOf, codeFiles, editAtRandom } from "../../bench/changes/edits.ts";
import { checkSince, checkStaged, git, type Scan } from "../../bench/changes/property.ts";
import { lintProject } from "../../src/lint.ts";
import { project, removeProjects } from "../cli/run.ts";
import { projectRoot } from "../house/source-files.ts";

afterAll(removeProjects);

const scan: Scan = (root, { isCached, ...change }) => lintProject({ root, noInventory: true, today: "2026-01-01", cache: isCached ? { location: ".cache/privacy-lint" } : false, ...change });

const rounds = 4;
const apps = readdirSync(join(projectRoot, "fixtures/apps"));

describe.each(apps.map((app, at) => [app, 100 + at] as const))("%s, edited at random (seed %i)", (app, seed) => {
  it(`${rounds} times`, async () => {
    const root = project({});
    cpSync(join(projectRoot, "fixtures/apps", app), root, { recursive: true });
    writeFileSync(join(root, ".gitignore"), ".cache\n");
    git(root, "init", "-q");
    git(root, "add", ".");
    git(root, "commit", "-qm", "start");
    const chance = chanceOf(seed);
    let reported = 0;
    for (let round = 0; round < rounds; round++) {
      editAtRandom(root, chance);
      git(root, "add", "-A");
      // What is not staged is nobody's business: the index is what will be committed.
      const dirty = codeFiles(root)[chance(codeFiles(root).length)]!;
      appendFileSync(join(root, dirty), "console.log(user.email, \"not staged\");\n");
      expect(await checkStaged(root, scan), `round ${round}`).toBeNull();
      reported += (await scan(root, { staged: true, isCached: true })).findings.length;
      git(root, "checkout", "--", ".");
      git(root, "commit", "-q", "--allow-empty", "-m", `round ${round}`);
      const back = 1 + chance(Math.min(round + 1, 3));
      expect(await checkSince(root, `HEAD~${back}`, scan), `round ${round}, ${back} back`).toBeNull();
    }
    // Edits that bring nothing would prove nothing.
    expect(reported).toBeGreaterThan(0);
  }, 120_000);
});
