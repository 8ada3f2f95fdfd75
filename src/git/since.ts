/** changesSince: what is different from where the work left a commit, branch or tag. */
import { UserError } from "../errors.ts";
import { diffChanges, type ChangedFile } from "./changes.ts";
import { git, gitList, tryGit } from "./run.ts";

export interface ChangesSince {
  /** Commit where the history of HEAD and the ref part: what to compare with. */
  base: string;
  changes: ChangedFile[];
}

const commitOf = (root: string, ref: string): Promise<string | null> =>
  tryGit(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);

const deepen = "Fetch the whole history: `git fetch --unshallow`, `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab.";

async function isShallow(root: string): Promise<boolean> {
  return await tryGit(root, ["rev-parse", "--is-shallow-repository"]) === "true";
}

async function missingRef(root: string, ref: string): Promise<UserError> {
  const what = `There is no commit, branch or tag \`${ref}\` in this repository.`;
  for (const remote of (await tryGit(root, ["remote"]) ?? "").split("\n").filter((one) => one !== "")) {
    if (await commitOf(root, `${remote}/${ref}`) !== null) return new UserError({ what: `${what} Did you mean \`${remote}/${ref}\`?`, fix: `Write \`--since ${remote}/${ref}\`.` });
  }
  if (await isShallow(root)) return new UserError({ what: `${what} It is a shallow clone.`, fix: deepen });
  return new UserError({ what, fix: "Check the name; a branch of a remote must be fetched first: `git fetch origin`." });
}

async function findBase(root: string, ref: string): Promise<string> {
  // Not a repository, no git: said before anything else.
  await git(root, ["rev-parse", "--is-inside-work-tree"]);
  if (await commitOf(root, "HEAD") === null) {
    throw new UserError({ what: "The repository has no commits yet, so there is nothing to compare with.", fix: "Run without `--since`, or commit first." });
  }
  const commit = await commitOf(root, ref);
  if (commit === null) throw await missingRef(root, ref);
  const base = await tryGit(root, ["merge-base", commit, "HEAD"]);
  if (base !== null) return base;
  if (await isShallow(root)) {
    throw new UserError({ what: `This is a shallow clone: its history is too short to show where HEAD left \`${ref}\`.`, fix: deepen });
  }
  throw new UserError({ what: `\`${ref}\` and HEAD have no common ancestor.`, fix: "Name a commit of this history." });
}

/** The work tree as it is, with what is not committed or not even added, against the base. */
export async function changesSince(root: string, ref: string): Promise<ChangesSince> {
  const base = await findBase(root, ref);
  const [tracked, untracked] = await Promise.all([
    diffChanges(root, [base]),
    gitList(root, ["ls-files", "-z", "--others", "--exclude-standard"]),
  ]);
  const added = untracked.filter((path) => !path.endsWith("/")).map((path): ChangedFile => ({ path, status: "added", oldPath: null, lines: "all" }));
  return { base, changes: [...tracked, ...added].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}
