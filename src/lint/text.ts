/** textOf: a file of the project as text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of the project as text; undefined when it cannot be read. */
export function textOf(root: string, file: string): string | undefined {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}
