/** projectFiles: the files of a project, as git or the disk lists them. */

export async function projectFiles(root: string): Promise<readonly string[]> {
  const { listFiles } = await import("../discover/list-files.ts");
  return (await listFiles(root)).paths;
}
