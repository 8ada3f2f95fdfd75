/** Every command, in the order of the help. To add one: a file beside this one that exports an `AddCommand`, and a line here. */
import type { AddCommand } from "../context.ts";
import { addBaseline } from "./baseline.ts";
import { addCheck } from "./check.ts";
import { addCompletion } from "./completion.ts";
import { addConfig } from "./config.ts";
import { addDeclare } from "./declare.ts";
import { addDoctor } from "./doctor.ts";
import { addExplain } from "./explain.ts";
import { addInit } from "./init.ts";
import { addMerge } from "./merge.ts";
import { addPolicy } from "./policy.ts";
import { addReport } from "./report.ts";
import { addScan } from "./scan.ts";
import { addWhy } from "./why.ts";

export const commands: readonly AddCommand[] = [
  addScan,
  addInit,
  addPolicy,
  addDeclare,
  addExplain,
  addWhy,
  addBaseline,
  addReport,
  addMerge,
  addCheck,
  addConfig,
  addDoctor,
  addCompletion,
];
