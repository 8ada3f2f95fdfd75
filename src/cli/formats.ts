/** Where each report goes: `--format name[=path]`, repeatable, with the defaults of a terminal and of a pipeline. */
import { UserError } from "../errors.ts";
import { formatNames, isMachineFormat } from "../report/index.ts";
import type { FormatName } from "../report/index.ts";
import { isOn } from "./io.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./suggest.ts";

/** `path` null: standard output. */
export interface Output { format: FormatName; path: string | null }

const analysis = "analysis";

/** `--format analysis=FILE` is no report: it holds what was found, for `check --from`. */
export function takeAnalysis(given: readonly string[] | undefined): { analysisFile: string | undefined; reports: string[] | undefined } {
  const isAnalysis = (text: string): boolean => text === analysis || text.startsWith(`${analysis}=`);
  const file = given?.find(isAnalysis)?.slice(analysis.length + 1);
  if (file === "") throw new UserError({ what: "`--format analysis` names no file.", fix: "Write `--format analysis=FILE`." });
  return { analysisFile: file, reports: given?.filter((text) => !isAnalysis(text)) };
}

function parse(text: string): Output {
  const at = text.indexOf("=");
  const [name, path] = at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
  const format = formatNames.find((known) => known === name);
  if (format === undefined) {
    throw new UserError({ what: `There is no format \`${name}\`.${didYouMean(name, formatNames)}`, fix: `Use one of ${formatNames.join(", ")}.` });
  }
  if (path === "") throw new UserError({ what: `\`--format ${text}\` names no file.`, fix: `Write \`--format ${name}=report.txt\`, or leave out \`=\`.` });
  return { format, path };
}

/** Text is for people and is there unless a program reads standard output; annotations may stand below it. */
function withDefaults(outputs: Output[], env: Io["env"]): Output[] {
  const isOwned = outputs.some(({ path }) => path === null);
  if (isOwned) return outputs;
  const annotations = isOn(env["GITHUB_ACTIONS"]) && !outputs.some(({ format }) => format === "github");
  return [{ format: "text", path: null }, ...(annotations ? [{ format: "github", path: null } satisfies Output] : []), ...outputs];
}

export function readOutputs(given: readonly string[] | undefined, env: Io["env"]): Output[] {
  const outputs = withDefaults((given ?? []).map(parse), env);
  const onStdout = outputs.filter(({ path }) => path === null).map(({ format }) => format);
  const machines = onStdout.filter(isMachineFormat);
  if (machines.length > 1 || (machines.length === 1 && onStdout.length > 1)) {
    throw new UserError({
      what: `Only one of ${onStdout.join(" and ")} can go to standard output.`,
      fix: `Send the others to a file: \`--format ${onStdout.at(-1) ?? "json"}=report.${onStdout.at(-1) ?? "json"}\`.`,
    });
  }
  return outputs;
}

export const ownsStdout = (outputs: readonly Output[]): boolean => outputs.some(({ format, path }) => path === null && isMachineFormat(format));
