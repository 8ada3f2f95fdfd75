/** Facts of a file that says nothing. */
import type { Facts } from "../model/index.ts";

export function emptyFacts(): Facts {
  return {
    values: [], types: [], functions: [], classes: [], imports: [], exports: [], guards: [], typeNames: {}, schemas: [],
    tags: [], hosts: [], env: [], directives: [], prologue: [], notes: [], lineCount: 0,
  };
}
