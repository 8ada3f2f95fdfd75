/** Files init writes on request beside the inventory: a pipeline for pull requests, a hook before commits. */
import { join } from "node:path";
import { readIfThere } from "./files.ts";

export const extraFiles = ["github", "gitlab", "husky", "lefthook"] as const;
export type ExtraFile = (typeof extraFiles)[number];

interface Extra { title: string; file: string; text: string }

const github = `name: privacy
on: [pull_request]
permissions: { contents: read }
jobs:
  privacy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci --ignore-scripts
      - run: npx privacy-lint
`;
const gitlab = `privacy:
  image: node:22
  script:
    - npm ci --ignore-scripts
    - npx privacy-lint --format gitlab=gl-privacy.json
  artifacts:
    when: always
    reports: { codequality: gl-privacy.json }
`;

export const extras: Readonly<Record<ExtraFile, Extra>> = {
  github: { title: "GitHub Actions: check pull requests", file: ".github/workflows/privacy.yml", text: github },
  gitlab: { title: "GitLab CI: a job to include", file: ".gitlab/privacy.gitlab-ci.yml", text: gitlab },
  husky: { title: "husky: check before a commit", file: ".husky/pre-commit", text: "privacy-lint --staged\n" },
  lefthook: { title: "lefthook: check before a commit", file: "lefthook.yml", text: "pre-commit:\n  commands:\n    privacy:\n      run: npx privacy-lint --staged\n" },
};

/** A file that is there is somebody's: it is left alone, and what to add to it is said. */
export function planExtras(root: string, wanted: readonly ExtraFile[]): { file: string; text: string; isThere: boolean; hasIt: boolean }[] {
  return wanted.map((name) => {
    const { file, text } = extras[name];
    const known = readIfThere(join(root, file));
    return { file, text, isThere: known !== undefined, hasIt: known?.includes("privacy-lint") ?? false };
  });
}
