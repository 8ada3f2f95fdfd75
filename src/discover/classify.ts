/** What a path says about a file: its language, and whether it is the application, a test or generated. */
import type { SourceFile } from "../model/index.ts";

const kinds: Readonly<Record<string, SourceFile["kind"]>> = {
  ".ts": "script", ".tsx": "script", ".mts": "script", ".cts": "script",
  ".js": "script", ".jsx": "script", ".mjs": "script", ".cjs": "script",
  ".prisma": "prisma", ".graphql": "graphql", ".gql": "graphql",
  ".html": "html", ".htm": "html", ".vue": "vue", ".svelte": "svelte", ".astro": "astro",
};

const testFolders = new Set([
  "test", "tests", "__tests__", "__test__", "__mocks__", "__fixtures__", "__snapshots__", "e2e", "cypress", "playwright",
  "fixtures", "fixture", "mocks", "mock", "stories", ".storybook", "seed", "seeds", "seeders", "test-utils", "testing",
]);
const generatedFolders = new Set(["generated", "__generated__", ".generated"]);

const testName = /(?:[._-](?:test|spec|stories|story|cy|e2e|mock|fixture)|^(?:setup-?tests?|test-?setup|seed|(?:vitest|jest|playwright|cypress|karma)(?:[.-][\w.-]+)?))\.\w+$/i;
const generatedName = /(?:\.d\.[cm]?ts|\.d\.\w+\.ts|[._-](?:generated|gen)\.\w+|\.pb\.[jt]s|_pb\.[jt]s)$/;

/** Routers make the folders above such a file a URL: `app/api/webhook/test/route.ts` is served to everyone. */
const routeName = /^(?:(?:page|route|layout|template|default|loading|error)\.[jt]sx?|\+(?:page|layout|server|error)[\w.@-]*\.\w+)$/;

export function kindOf(path: string): SourceFile["kind"] | undefined {
  const dot = path.lastIndexOf(".");
  return dot === -1 ? undefined : kinds[path.slice(dot)];
}

export const isDeclaration = (path: string): boolean => /\.d\.(?:[cm]?ts|\w+\.ts)$/.test(path);

type Role = SourceFile["role"];

function roleOfFolderName(name: string): Role {
  if (testFolders.has(name)) return "test";
  return generatedFolders.has(name) ? "generated" : "app";
}

/** Roles by path; folders are looked up once. Only the part below the root counts. */
export function roleFinder(): (path: string) => Role {
  const known = new Map<string, Role>([["", "app"]]);
  const roleOfFolder = (folder: string): Role => {
    let role = known.get(folder);
    if (role === undefined) {
      const slash = folder.lastIndexOf("/");
      const inherited = roleOfFolder(slash === -1 ? "" : folder.slice(0, slash));
      role = inherited === "app" ? roleOfFolderName(folder.slice(slash + 1)) : inherited;
      known.set(folder, role);
    }
    return role;
  };
  return (path) => {
    const slash = path.lastIndexOf("/");
    const name = path.slice(slash + 1);
    if (generatedName.test(name)) return "generated";
    if (testName.test(name)) return "test";
    if (routeName.test(name) && !path.includes("__")) return "app";
    return roleOfFolder(slash === -1 ? "" : path.slice(0, slash));
  };
}
