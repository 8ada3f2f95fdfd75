/** defineConfig: gives a `privacylint.config.ts` its types; at run time it is the identity. */
import type { UserConfig } from "./schema.ts";

export type { UserConfig } from "./schema.ts";

export const defineConfig = (config: UserConfig): UserConfig => config;
