/** Finds text files that are no code but name hosts or variables. */

const names = [
  /^\.env[.-](?:example|sample|template|dist|defaults|schema|development|production|staging|local-example)(?:\..+)?$/,
  /^(?:example|sample|template)\.env$|^env\.(?:example|sample|template)$/,
  /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.[Dd]ockerfile$/,
  /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/,
  /^nginx(?:[.-].+)?\.conf(?:\..+)?$|^Caddyfile$/,
  /^(?:next|nuxt|astro|svelte|remix|vue|gatsby|app)[.-]config\.[cm]?[jt]s$/,
  /^(?:vercel|firebase|staticwebapp\.config)\.json$|^netlify\.toml$|^wrangler\.(?:toml|jsonc?)$|^fly\.toml$|^render\.ya?ml$/,
  /^_headers$|^_redirects$|^\.htaccess$/,
];

export function findOtherFiles(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return names.some((pattern) => pattern.test(name)) || (name.endsWith(".conf") && path.includes("nginx"));
  });
}
