/** ownHosts: hosts that are the project's own: configured ones, and the domain that is called like the project. */
import type { Program } from "../link/program.ts";

/** `shop.co.uk` of `api.shop.co.uk`; `shop.com` of `api.shop.com`. */
export function registrableDomain(host: string): string {
  const labels = host.split(".");
  const isLongSuffix = labels.length > 2 && /^(?:co|com|org|net|ac|gov|edu)$/.test(labels.at(-2)!) && labels.at(-1)!.length === 2;
  return labels.slice(isLongSuffix ? -3 : -2).join(".");
}

/** `https://owasp-juice.shop` -> `owasp-juice.shop`; a page of a code host is nobody's domain. */
function homeOf(url: string | undefined): string[] {
  const host = /^https?:\/\/([^/:?#]+)/i.exec(url ?? "")?.[1]?.toLowerCase();
  return host === undefined || /(?:^|\.)(?:github|gitlab|bitbucket|npmjs|github)\.(?:com|io|org)$/.test(host) ? [] : [registrableDomain(host)];
}

/** The root's name and the scope its packages share; a word for any project says nothing. */
function namesOf({ project: { packages } }: Program): Set<string> {
  const scopes = new Map<string, number>();
  for (const { name } of packages) if (name.startsWith("@")) scopes.set(name.slice(1, name.indexOf("/")), (scopes.get(name.slice(1, name.indexOf("/"))) ?? 0) + 1);
  const shared = [...scopes].filter(([, count]) => count * 2 > packages.length).map(([scope]) => scope);
  const root = packages.find(({ dir }) => dir === "")?.name.replace(/^@[^/]+\//, "").replace(/-(?:monorepo|root|app|web|workspace)$/, "");
  return new Set([...shared, ...(root === undefined ? [] : [root])].filter((name) => name.length > 2 && !/^(?:app|web|api|root|monorepo|workspace|project|repo|site|website|server|frontend|backend|platform)$/.test(name)));
}

export function ownHosts(program: Program, configured: readonly string[]): (host: string) => boolean {
  const names = namesOf(program);
  const domains = [...configured, ...program.project.packages.filter(({ dir }) => dir === "").flatMap(({ manifest }) => homeOf(manifest.homepage))];
  return (host) => domains.some((domain) => host === domain || host.endsWith(`.${domain}`)) || names.has(registrableDomain(host).split(".")[0]!);
}
