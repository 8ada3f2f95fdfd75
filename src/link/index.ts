/** link: Facts -> Program. */
import type { Catalog, Project } from "../model/index.ts";
import { Program, type FactsSource } from "./program.ts";

export type { Program } from "./program.ts";

export const link = (project: Project, facts: FactsSource, catalog: Catalog): Program => new Program(project, facts, catalog);
