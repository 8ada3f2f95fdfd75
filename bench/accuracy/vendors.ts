/**
 * The scoring rule for third parties: holds the `vendors` of a report against the hand labels of an application.
 *
 * A labelled vendor is found when the report lists it: by the catalog's vendor of one of its packages or hosts, by one of
 * its hosts, or by its name. Those that an operator or customer picks (`how: config`) are left out of recall. A listed
 * vendor that no label matches is wrong.
 */
import { loadCatalog } from "../../src/catalog/index.ts";
import type { ReportVendor } from "../../src/model/index.ts";
import { share, table } from "../table.ts";
import type { Cell } from "../table.ts";

export interface LabelledVendor {
  vendor: string;
  evidence: string[];
  packages: string[];
  hosts: string[];
  how: "sdk" | "http" | "script-tag" | "config";
}

export interface VendorScore { found: LabelledVendor[]; missed: LabelledVendor[]; listed: ReportVendor[]; wrong: ReportVendor[] }

type Listed = Pick<ReportVendor, "id" | "name">;

const isHost = (text: string): boolean => /^[a-z0-9*-]+(?:\.[a-z0-9*-]+)+$/i.test(text);
const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "");

/** Names in a label: `Google Sheets and Drive (Google OAuth)`, `X / Twitter`. */
const namesOf = (vendor: string): string[] => vendor.split(/[/(),]| or | and /).map(slug).filter((name) => name.length > 2);

/** `a.b.example.com` is of `example.com`. */
const isUnder = (host: string, parent: string): boolean => host === parent || host.endsWith(`.${parent}`) || parent.endsWith(`.${host}`);

export function isSameVendor(label: LabelledVendor, listed: Listed): boolean {
  const catalog = loadCatalog();
  const hosts = label.hosts.filter(isHost).map((host) => host.replace(/^\*\./, ""));
  const ids = [...hosts.map((host) => catalog.vendorOfHost(host)?.id), ...label.packages.map((name) => catalog.vendorOfPackage(name)?.id)];
  if (ids.includes(listed.id) || hosts.some((host) => isHost(listed.id) && isUnder(listed.id, host))) return true;
  return namesOf(label.vendor).some((name) => [listed.id, listed.name].some((one) => name === slug(one) || (name.length > 4 && slug(one).startsWith(name))));
}

export function scoreVendors(labels: readonly LabelledVendor[], listed: readonly ReportVendor[]): VendorScore {
  const counted = labels.filter(({ how }) => how !== "config");
  const isFound = (label: LabelledVendor): boolean => listed.some((one) => isSameVendor(label, one));
  return {
    found: counted.filter(isFound), missed: counted.filter((label) => !isFound(label)),
    listed: [...listed], wrong: listed.filter((one) => !labels.some((label) => isSameVendor(label, one))),
  };
}

export function vendorFigures(scores: ReadonlyMap<string, VendorScore>): string {
  const rows = [...scores].map(([app, { found, missed, listed, wrong }]): Cell[] => [
    app, `${found.length}/${found.length + missed.length}`, share(found.length, found.length + missed.length), `${wrong.length}/${listed.length}`, share(wrong.length, listed.length),
  ]);
  return table(["application", "vendors", "recall", "wrong", ""], rows);
}

export function poolVendors(scores: readonly VendorScore[]): VendorScore {
  return {
    found: scores.flatMap(({ found }) => found), missed: scores.flatMap(({ missed }) => missed),
    listed: scores.flatMap(({ listed }) => listed), wrong: scores.flatMap(({ wrong }) => wrong),
  };
}

export const vendorMissLines = ({ missed, wrong }: VendorScore): string[] => [
  ...missed.map(({ vendor, how, evidence }) => `  - ${vendor} (${how}) ${evidence.slice(0, 2).join(" ")}`),
  ...wrong.map(({ id, evidence }) => `  + ${id} ${evidence.slice(0, 2).map(({ file, line }) => `${file}:${line}`).join(" ")}`),
];
