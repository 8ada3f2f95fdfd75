/** What init asks when somebody is there to answer; without a terminal, or with --yes, the defaults are taken. */
import type { Context } from "./context.ts";
import { extraFiles, extras } from "./init-files.ts";
import type { ExtraFile } from "./init-files.ts";
import { isCi } from "./io.ts";

export interface Answers { policy: string | null; processors: Set<string>; failOn: string; writesConfig: boolean; files: ExtraFile[]; domains: string[] }

export interface Asked {
  policies: { file: string; words: number }[];
  vendors: { id: string; name: string; inPolicy: boolean }[];
  failOn: string;
  hasConfig: boolean;
  /** Hosts of the project's own, as far as they can be guessed. */
  domains: string[];
  /** The inventory is there already: nobody is asked about its head again. */
  isAgain: boolean;
}

export const isInteractive = ({ io }: Context, yes: boolean): boolean => !yes && io.stdin.isTTY === true && io.stdout.isTTY === true && !isCi(io);

const none = "(no policy yet: start from the code)";

export async function askPolicy(policies: Asked["policies"]): Promise<string | null> {
  const { select } = await import("@inquirer/prompts");
  const chosen = await select({
    message: "Which file is your privacy policy?",
    choices: [...policies.map(({ file, words }) => ({ name: `${file} (${words} words)`, value: file })), { name: none, value: "" }],
  });
  return chosen === "" ? null : chosen;
}

export async function askRest({ vendors, failOn, hasConfig, domains, isAgain }: Asked): Promise<Omit<Answers, "policy">> {
  const { checkbox, confirm, input, select } = await import("@inquirer/prompts");
  const processors = vendors.length === 0 ? [] : await checkbox({
    message: "Which of these work for you as processors? (the others decide for themselves what they do with the data)",
    choices: vendors.map(({ id, name, inPolicy }) => ({ name: inPolicy ? name : `${name} (in the code, not in the policy)`, value: id, checked: true })),
  });
  const gate = await select({
    message: "From which severity on should a run fail?",
    choices: ["error", "warning", "info", "never"].map((value) => ({ value })), default: failOn,
  });
  const writesConfig = hasConfig ? false : await confirm({ message: "Write .privacylintrc?", default: true });
  const own = isAgain ? "" : await input({ message: "Your own domains, by commas (requests to them are no third party):", default: domains.join(", ") });
  const files = await checkbox<ExtraFile>({ message: "Write anything else?", choices: extraFiles.map((value) => ({ name: `${extras[value].title} (${extras[value].file})`, value })) });
  return { processors: new Set(processors), failOn: gate, writesConfig, files, domains: domainsIn(own) };
}

/** `https://example.org/about, api.example.org` -> hosts. */
export const domainsIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).map((word) => word.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/[/:].*$/, "")).filter((word) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(word)))];

/** What init does to files that are there is shown first. */
export async function confirmChanges(): Promise<boolean> {
  const { confirm } = await import("@inquirer/prompts");
  return confirm({ message: "Write these changes?", default: true });
}
