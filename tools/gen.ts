/** gen: compiles `rules/catalog` to the files the package reads and writes the JSON Schemas, after `tsc`. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileCatalog } from "../src/catalog/compile.ts";
import { compiledFolder, packageRoot, readCatalogFiles } from "../src/catalog/read-files.ts";
import { vendorDetails } from "../src/catalog/vendor-details.ts";
import { writeBuild } from "../src/lint/build.ts";
import { writeParser } from "./parser.ts";
import { writeSchemas } from "./schemas.ts";

const { files, version } = readCatalogFiles();
const outputs: Record<string, unknown> = {
  "index.json": compileCatalog(files, version),
  "vendors.json": vendorDetails(files),
};

rmSync(compiledFolder, { recursive: true, force: true });
mkdirSync(compiledFolder, { recursive: true });
for (const [name, value] of Object.entries(outputs)) writeFileSync(join(compiledFolder, name), JSON.stringify(value));

/** The policy reader takes its words from these folders as they are. */
for (const folder of ["policy", "data-types"]) {
  const target = join(packageRoot, "dist", "rules", "catalog", folder);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(packageRoot, "rules", "catalog", folder), target, { recursive: true });
}

console.log(writeParser());
writeBuild();

const sizes = Object.keys(outputs).map((name) => `${name} ${Math.round(readFileSync(join(compiledFolder, name)).length / 1024)} kB`);
console.log(`schemas: ${writeSchemas().join(", ")}`);
console.log(`catalog ${version}: ${files["data-types"].length} data types, ${files.vendors.length} vendors, ${files.loggers.length} loggers; ${sizes.join(", ")}`);
