/** Completion scripts, static and made from the command tree: they start no process while somebody types. */
import type { Command } from "commander";
import type { shells } from "./commands/completion.ts";

type Shell = (typeof shells)[number];
interface Entry { name: string; about: string; options: { flag: string; about: string; takesValue: boolean }[] }

function entries(program: Command): Entry[] {
  return program.commands.map((command) => ({
    name: command.name(),
    about: command.description(),
    options: command.options.filter(({ hidden, long }) => !hidden && long !== undefined)
      .map((option) => ({ flag: option.long ?? "", about: option.description, takesValue: option.required || option.optional })),
  }));
}

const flags = (all: readonly Entry[], name: string): string => (all.find((entry) => entry.name === name)?.options ?? []).map(({ flag }) => flag).join(" ");

function bash(all: readonly Entry[]): string {
  const cases = all.map(({ name }) => `    ${name}) words="${flags(all, name)}" ;;`);
  return `# privacy-lint completion for bash
_privacy_lint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    *) words="${flags(all, "scan")}" ;;
  esac
  if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "$words --help --version" -- "$current"))
  elif [[ $COMP_CWORD -eq 1 ]]; then COMPREPLY=($(compgen -W "${all.map(({ name }) => name).join(" ")}" -- "$current") $(compgen -f -- "$current"))
  else COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _privacy_lint privacy-lint
`;
}

const quoted = (text: string): string => text.replace(/'/g, "'\\''");

function zsh(all: readonly Entry[]): string {
  const escaped = (text: string): string => quoted(text).replace(/[[\]:]/g, "\\$&");
  const option = ({ flag, about, takesValue }: Entry["options"][number]): string => `'${flag}[${escaped(about)}]${takesValue ? ": :_files" : ""}'`;
  const cases = all.map(({ name, options }) => `    ${name}) _arguments ${options.map(option).join(" ")} '*: :_files' ;;`);
  const commands = all.map(({ name, about }) => `'${name}:${escaped(about)}'`);
  return `#compdef privacy-lint
# privacy-lint completion for zsh
_privacy_lint() {
  local -a commands=(${commands.join(" ")})
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then _describe command commands; _files; return; fi
  case $words[2] in
${cases.join("\n")}
    *) _arguments ${(all.find(({ name }) => name === "scan")?.options ?? []).map(option).join(" ")} '*: :_files' ;;
  esac
}
compdef _privacy_lint privacy-lint
`;
}

function fish(all: readonly Entry[]): string {
  const names = all.map(({ name }) => name).join(" ");
  const commands = all.map(({ name, about }) => `complete -c privacy-lint -n __fish_use_subcommand -a ${name} -d '${quoted(about).replace(/'\\''/g, "\\'")}'`);
  const options = all.flatMap(({ name, options: own }) => own.map(({ flag, about, takesValue }) => {
    const when = name === "scan" ? `not __fish_seen_subcommand_from ${names.replace(/\bscan ?/, "")}` : `__fish_seen_subcommand_from ${name}`;
    return `complete -c privacy-lint -n '${when}' -l ${flag.slice(2)}${takesValue ? " -r" : ""} -d '${about.replace(/'/g, "\\'")}'`;
  }));
  return ["# privacy-lint completion for fish", ...commands, ...options, ""].join("\n");
}

export const completionScript = (shell: Shell, program: Command): string => ({ bash, zsh, fish })[shell](entries(program));
