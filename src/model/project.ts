/** Project: the files and the maps that resolve imports between them. The product of `discover`. */

export interface WorkspacePackage {
  name: string;
  /** Folder relative to the root, "" for the root itself. */
  dir: string;
  /** Dependencies by kind: name -> version range as written. */
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  /** `exports`, `main`, `module`, `types`, `imports` of package.json, as written. */
  manifest: { main?: string; module?: string; types?: string; exports?: unknown; imports?: unknown; homepage?: string; browser?: unknown };
}

export interface SourceFile {
  /** Relative to the root, forward slashes. */
  path: string;
  /** Bytes on disk. */
  size: number;
  kind: "script" | "prisma" | "graphql" | "html" | "vue" | "svelte" | "astro";
  /** Test, story, fixture, seed or generated: understood when asked for, not reported by default. */
  role: "app" | "test" | "generated";
}

/** `paths` of one tsconfig; `dir` is where it applies, targets are root-relative. */
export interface PathMap { dir: string; baseUrl: string | null; paths: { pattern: string; targets: string[] }[] }

export interface Project {
  /** Absolute path of the root. */
  root: string;
  files: SourceFile[];
  packages: WorkspacePackage[];
  pathMaps: PathMap[];
  /** Installed or locked versions by package name (root lockfile), when known. */
  versions: Record<string, string>;
  /** Text files that are not code but name hosts or variables: .env examples, Dockerfile, CSP files. */
  otherFiles: string[];
  notes: { kind: string; file: string | null; line: number | null; text: string }[];
}
