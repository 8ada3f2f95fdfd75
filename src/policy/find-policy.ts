/** Finds the file that holds the privacy policy of a project, by name, route and wording. */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface PolicyCandidate { file: string; words: number; score: number }

const skipped = new Set(["node_modules", "dist", "build", "out", "coverage", "vendor", "target", "tmp", "__snapshots__", "generated"]);
const named = /(?:^|[/_.-])(?:privacy|datenschutz)(?:[-_. ]?(?:policy|notice|statement|page))?(?=[/_.-]|$)/i;
const readable = /\.(?:md|mdx|markdown|txt|html?|vue|svelte|astro|tsx|jsx|ejs|hbs)$/i;
const notPolicy = /(?:^|\/)(?:test|tests|__tests__|fixtures?|examples?|mocks?|stories|e2e|cypress|playwright)\//i;
const otherFile = /\.(?:test|spec|stories|cy|snap|d)\.|(?:settings|toggle|banner|button|link|consent|preferences|manager|modal|inventory|lint|provider|context)[^/]*$/i;
const otherLanguage = /(?:^|[/._-])(?:de|fr|es|it|pt|pt-br|nl|pl|cs|sv|ja|zh|ko|ru|tr)(?:[/._-]|$)/i;
const deepest = 9;
const mostFolders = 20_000;

/** Files whose path speaks of privacy: `PRIVACY.md`, `app/privacy/page.tsx`, `public/privacy-policy.html`. */
function namedFiles(root: string): string[] {
  const found: string[] = [];
  const queue: { dir: string; depth: number }[] = [{ dir: "", depth: 0 }];
  for (let visited = 0; queue.length > 0 && visited < mostFolders; visited += 1) {
    const next = queue.shift();
    if (!next) break;
    for (const entry of readdirSync(join(root, next.dir), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = next.dir === "" ? entry.name : `${next.dir}/${entry.name}`;
      if (entry.isDirectory()) {
        if (next.depth < deepest && !skipped.has(entry.name) && !entry.name.startsWith(".")) queue.push({ dir: path, depth: next.depth + 1 });
      } else if (readable.test(entry.name) && named.test(path) && !otherFile.test(path)) found.push(path);
    }
  }
  return found;
}

const practice = /\b(?:we|our \w+|the app|this (?:app|service)) (?:may |also |will |do not |automatically )*(?:collect|process|store|use|share|receive)|personal (?:data|information)|privacy policy\b/gi;

function scoreOf(file: string, text: string): number {
  const words = (text.match(/\p{L}{2,}/gu) ?? []).length;
  const practices = (text.match(practice) ?? []).length;
  if (words < 20 || practices === 0) return 0;
  let score = Math.min(practices, 40) + Math.min(words / 100, 20);
  if (notPolicy.test(file)) score /= 10;
  if (otherLanguage.test(file)) score /= 4;
  if (/privacy[-_. ]?(?:policy|notice|statement)/i.test(file)) score += 10;
  return score - file.split("/").length;
}

/** Best first. */
export function findPolicyFiles(root: string): PolicyCandidate[] {
  return namedFiles(root).flatMap((file) => {
    const path = join(root, file);
    if (!existsSync(path) || statSync(path).size > 4_000_000) return [];
    const text = readFileSync(path, "utf8");
    const score = scoreOf(file, text);
    return score > 0 ? [{ file, words: (text.match(/\p{L}+/gu) ?? []).length, score }] : [];
  }).sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1));
}
