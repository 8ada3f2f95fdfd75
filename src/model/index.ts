/** The types every room shares. */
export * from "./data.ts";
export * from "./facts.ts";
export * from "./flow.ts";
export * from "./set-up.ts";
export * from "./inventory.ts";
export * from "./finding.ts";
export * from "./rule.ts";
export * from "./catalog.ts";
export * from "./project.ts";
