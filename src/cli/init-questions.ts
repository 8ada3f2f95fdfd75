/** What init asks when somebody is there to answer; without a terminal, or with --yes, the defaults are taken. */
import type { Context } from "./context.ts";
import { isCi } from "./io.ts";

export interface Answers { policy: string | null; processors: Set<string>; failOn: string; writesConfig: boolean }

export interface Asked {
  policies: { file: string; words: number }[];
  vendors: { id: string; name: string; inPolicy: boolean }[];
  failOn: string;
  hasConfig: boolean;
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

export async function askRest({ vendors, failOn, hasConfig }: Asked): Promise<Omit<Answers, "policy">> {
  const { checkbox, confirm, select } = await import("@inquirer/prompts");
  const processors = vendors.length === 0 ? [] : await checkbox({
    message: "Which of these work for you as processors? (the others decide for themselves what they do with the data)",
    choices: vendors.map(({ id, name, inPolicy }) => ({ name: inPolicy ? name : `${name} (in the code, not in the policy)`, value: id, checked: true })),
  });
  const gate = await select({
    message: "From which severity on should a run fail?",
    choices: ["error", "warning", "info", "never"].map((value) => ({ value })), default: failOn,
  });
  const writesConfig = hasConfig ? false : await confirm({ message: "Write .privacylintrc?", default: true });
  return { processors: new Set(processors), failOn: gate, writesConfig };
}
