/** Hand labels of real applications: for a random sample of calls, whether personal data reaches a recipient through them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LabelledVendor } from "./vendors.ts";
import { BenchError } from "../bench-error.ts";

export interface Site {
  id: string;
  /** Which sample it was drawn for: log, analytics, error-tracker, llm, message, client-storage, http. */
  class: string;
  file: string;
  line: number;
  column: number;
  callee: string;
  isSink: "yes" | "no";
  /** For `http`: whether the host is the application's own backend. */
  firstParty?: boolean | "unknown";
  recipient: string | null;
  personal: "yes" | "no" | "unsure";
  /** Data types that reach the recipient. */
  types: string[];
  /** How they get there: a field, a whole object, a caught error, free text ... */
  basis: string | null;
  /** How far source and sink are apart. */
  via: string | null;
  why: string;
}

export interface Labels {
  app: string;
  repository: string;
  commit: string;
  sites: Site[];
  /** Every third party the application's own code can send data to. */
  vendors?: LabelledVendor[];
}

export function loadLabels(dir: string): Labels[] {
  if (!existsSync(dir)) throw new BenchError(`No folder ${dir}. Give the folder with one label file (NAME.json) per application.`);
  const files = readdirSync(dir).filter((name) => name.endsWith(".json")).sort();
  const all = files.map((name) => readLabels(join(dir, name)));
  if (all.length === 0) throw new BenchError(`${dir} holds no label file (NAME.json).`);
  return all;
}

function readLabels(path: string): Labels {
  const labels = JSON.parse(readFileSync(path, "utf8")) as Partial<Labels>;
  if (labels.app === undefined || labels.sites === undefined) throw new BenchError(`${path} is no label file: it needs \`app\` and \`sites\`.`);
  return { repository: "", commit: "", ...labels, app: labels.app, sites: labels.sites };
}
