/** The one decision about colour; chalk, ora and the code frames are told, none of them decides. */
import type { Io, OutputStream } from "./io.ts";

type ColorLevel = 0 | 1 | 2 | 3;

/** What the terminal can show, once it is settled that there is colour. */
function levelOf({ COLORTERM, TERM }: Io["env"]): ColorLevel {
  if (COLORTERM === "truecolor" || COLORTERM === "24bit") return 3;
  return TERM !== undefined && /-256(?:color)?$/.test(TERM) ? 2 : 1;
}

function forcedLevel(value: string, env: Io["env"]): ColorLevel {
  if (value === "0" || value.toLowerCase() === "false") return 0;
  return value === "2" || value === "3" ? (Number(value) as ColorLevel) : levelOf(env);
}

/** `--color` and `--no-color`, then FORCE_COLOR, NO_COLOR, TERM=dumb, and last whether somebody looks. */
export function colorLevel(flag: boolean | undefined, env: Io["env"], stream: OutputStream): ColorLevel {
  if (flag !== undefined) return flag ? levelOf(env) : 0;
  if (env["FORCE_COLOR"] !== undefined) return forcedLevel(env["FORCE_COLOR"], env);
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return 0;
  if (env["TERM"] === "dumb") return 0;
  return stream.isTTY === true ? levelOf(env) : 0;
}

/** For help and errors, which are written before or without any parsing. */
export function flagIn(argv: readonly string[]): boolean | undefined {
  const last = argv.filter((word) => word === "--color" || word === "--no-color").at(-1);
  return last === undefined ? undefined : last === "--color";
}
