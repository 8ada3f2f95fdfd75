/** The texts of generated files; each kind stands for one kind of file that repositories are made of. */

const repeat = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => line(at)).join("\n");

/** Wrappers around a logger and an analytics client: by them data leaves, from many places. */
export function libraryFiles(uses: readonly number[]): [path: string, text: string][] {
  const base = uses[0];
  return [
    ["lib/log.ts", base === undefined
      ? "import pino from \"pino\";\n\nconst logger = pino({ name: \"app\" });\n\nexport function logEvent(name: string, details: Record<string, unknown>): void {\n  logger.info({ name, ...details }, \"event\");\n}\n\nexport const logError = (error: unknown, context?: Record<string, unknown>): void => {\n  logger.error({ error, ...context });\n};\n"
      : `import { logEvent as base } from "@acme/p${base}/src/lib/log";\n\nexport function logEvent(name: string, details: Record<string, unknown>): void {\n  base(name, { ...details, layer: ${base} });\n}\n\nexport const logError = (error: unknown): void => {\n  base("error", { error });\n};\n`],
    ["lib/analytics.ts", "import { PostHog } from \"posthog-node\";\n\nconst client = new PostHog(\"key\");\n\nexport function track(id: string, event: string, properties: Record<string, unknown> = {}): void {\n  client.capture({ distinctId: id, event, properties });\n}\n"],
  ];
}

export function modelFile(pack: number, round: number): string {
  return `export interface Model${round} {
  id: string;
  title: string;
  createdAt: Date;
${repeat(20, (at) => `  value${at}: ${at % 3 === 0 ? "number" : "string"};`)}
}

export interface Customer${round} extends Model${round} {
  email: string;
  phoneNumber: string | null;
  address: { street: string; city: string; zip: string };
}

export type Draft${round} = Omit<Customer${round}, "id" | "createdAt">;

export const defaults${round}: Partial<Draft${round}> = {
  title: "package ${pack}",
${repeat(20, (at) => `  value${at}: ${at % 3 === 0 ? at : `"v${at}"`},`)}
};
`;
}

/** One in eight hands personal data on; the others log what is not about a person. */
export function serviceFile(pack: number, round: number, uses: readonly number[]): string {
  const leaks = round % 8 === 0;
  const other = uses[round % Math.max(uses.length, 1)];
  return `import type { Customer${round}, Draft${round} } from "../models/model${round}";
import { logEvent, logError } from "../lib/log";
import { track } from "../lib/analytics";
${other === undefined ? "" : `import { Service0 as Upstream } from "@acme/p${other}";\n`}
export class Service${round} {
  private readonly cache = new Map<string, Customer${round}>();
${other === undefined ? "" : "  private readonly upstream = new Upstream();\n"}
  async find(id: string): Promise<Customer${round} | undefined> {
    const known = this.cache.get(id);
    if (known) return known;
    try {
      const response = await fetch(\`/api/p${pack}/customers/\${id}\`);
      const customer = (await response.json()) as Customer${round};
      this.cache.set(id, customer);
      logEvent("found", { id: customer.value1, ${leaks ? "email: customer.email" : "title: customer.title"} });
      return customer;
    } catch (error) {
      logError(error);
      return undefined;
    }
  }

  async save(draft: Draft${round}): Promise<void> {
    const { title, ...rest } = draft;
    track(title, "saved", { fields: Object.keys(rest).length${leaks ? ", phone: rest.phoneNumber" : ""} });
${other === undefined ? "" : "    await this.upstream.find(title);\n"}  }

${repeat(12, (at) => `  compute${at}(customer: Customer${round}, factor = ${at}): number {
    let sum = customer.value0 * factor;
    for (const [, one] of this.cache) {
      if (one.value3 > sum) sum += one.value6;
      else sum -= factor;
    }
    return sum > 0 ? sum : this.compute${(at + 1) % 12}(customer, factor - 1);
  }
`)}
}
`;
}

export function componentFile(pack: number, round: number): string {
  return `import { useState } from "react";
import type { Customer${round} } from "../models/model${round}";
import { Service${round} } from "../services/service${round}";

interface Props { customer: Customer${round}; onClose: () => void }

export function View${round}({ customer, onClose }: Props) {
  const [isOpen, setOpen] = useState(false);
  const service = new Service${round}();
  const save = async () => {
    await service.save({ ...customer, title: "p${pack}" });
    onClose();
  };
  return (
    <section className="grid gap-2 p-4" onClick={() => setOpen(!isOpen)}>
${repeat(15, (at) => `      <div className="row-${at}"><label htmlFor="f${at}">Field ${at}</label><input id="f${at}" value={customer.value${at}} readOnly /></div>`)}
      <button type="button" onClick={save}>Save</button>
    </section>
  );
}
`;
}

/** Code that talks to nobody: most of any repository. */
export function pureFile(pack: number, round: number, part: number): string {
  return `export interface Step${part} { weight: number; label: string; next?: Step${part} }

${repeat(8, (at) => `export function walk${at}(steps: readonly Step${part}[], limit = ${pack + round + at}): number {
  let total = 0;
  for (const step of steps) {
    if (step.weight > limit) continue;
    total += step.next ? walk${at}([step.next], limit - 1) : step.weight;
  }
  const scaled = steps.map(({ weight, label }) => ({ weight: weight * ${at + 1}, label: label.trim() }));
  return scaled.reduce((sum, { weight }) => sum + weight, total);
}
`)}
export const table${part} = {
${repeat(10, (at) => `  entry${at}: { weight: ${at}, label: "entry ${at}" },`)}
};
`;
}

/** A generated client: long, regular, imported by few. */
export function clientFile(pack: number): string {
  return `/* generated */
export interface Options { headers?: Record<string, string>; signal?: AbortSignal }

async function request<T>(method: string, path: string, body?: unknown, options: Options = {}): Promise<T> {
  const response = await fetch(\`https://api.p${pack}.example.com\${path}\`, { method, body: JSON.stringify(body), ...options });
  return (await response.json()) as T;
}

${repeat(60, (at) => `export interface Resource${at} { id: string; name: string; size: number; tags: string[] }
export const listResource${at} = (options?: Options) => request<Resource${at}[]>("GET", "/r${at}", undefined, options);
export const getResource${at} = (id: string, options?: Options) => request<Resource${at}>("GET", \`/r${at}/\${id}\`, undefined, options);
export const putResource${at} = (value: Resource${at}, options?: Options) => request<Resource${at}>("PUT", \`/r${at}/\${value.id}\`, value, options);
`)}
`;
}
