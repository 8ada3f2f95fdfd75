/** The suppression comments of the application's files; a byte scan finds the few files that have one. */
import type { DirectiveFact, Facts, Project } from "../model/index.ts";

interface Store { facts(path: string): Facts | undefined; bytes(path: string): Buffer | undefined }

const marker = "privacy-lint-ignore";

export function findDirectives({ files }: Pick<Project, "files">, store: Store): Map<string, DirectiveFact[]> {
  const found = new Map<string, DirectiveFact[]>();
  for (const { path, role } of files) {
    if (role !== "app" || !store.bytes(path)?.includes(marker)) continue;
    const directives = store.facts(path)?.directives ?? [];
    if (directives.length > 0) found.set(path, directives);
  }
  return found;
}
