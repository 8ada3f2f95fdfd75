/** Note: something that was not read or not understood, said in the report. */
import type { Project } from "../model/index.ts";

export type Note = Project["notes"][number];

export const note = (kind: string, file: string | null, text: string, line: number | null = null): Note => ({ kind, file, line, text });
