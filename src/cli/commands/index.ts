/** Every command, in the order of the help. To add one: a file beside this one that exports an `AddCommand`, and a line here. */
import type { AddCommand } from "../context.ts";
import { addScan } from "./scan.ts";

export const commands: readonly AddCommand[] = [
  addScan,
];
