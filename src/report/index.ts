/** The report room: a format is one file and one line here; loaded when it is asked for. */
import type { Reporter } from "./options.ts";

export type { ColorLevel, HiddenFinding, Reporter, ReportOptions, RuleInfo } from "./options.ts";
export { plainOptions } from "./options.ts";

const reporters = {
  text: async (): Promise<Reporter> => (await import("./text.ts")).text,
  json: async (): Promise<Reporter> => (await import("./json.ts")).json,
  sarif: async (): Promise<Reporter> => (await import("./sarif.ts")).sarif,
  github: async (): Promise<Reporter> => (await import("./github.ts")).github,
  gitlab: async (): Promise<Reporter> => (await import("./gitlab.ts")).gitlab,
  junit: async (): Promise<Reporter> => (await import("./junit.ts")).junit,
  checkstyle: async (): Promise<Reporter> => (await import("./checkstyle.ts")).checkstyle,
  markdown: async (): Promise<Reporter> => (await import("./markdown.ts")).markdown,
  html: async (): Promise<Reporter> => (await import("./html.ts")).html,
  csv: async (): Promise<Reporter> => (await import("./csv.ts")).csv,
  agent: async (): Promise<Reporter> => (await import("./agent.ts")).agent,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type FormatName = keyof typeof reporters;
export const formatNames = Object.keys(reporters) as FormatName[];

/** Made for programs: nothing else may be printed beside them. */
const machine: readonly FormatName[] = ["json", "sarif", "gitlab", "junit", "checkstyle", "csv", "html", "markdown"];
export const isMachineFormat = (name: FormatName): boolean => machine.includes(name);

export const loadReporter = (name: FormatName): Promise<Reporter> => reporters[name]();

/** Instead of text where there is no inventory. */
export const loadDiscovery = async (): Promise<Reporter> => (await import("./discovery.ts")).discovery;
