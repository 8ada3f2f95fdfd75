/** gen: compiles `rules/catalog` to the files the package reads and writes the JSON Schemas, after `tsc`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileCatalog } from "../src/catalog/compile.ts";
import { compiledFolder, readCatalogFiles } from "../src/catalog/read-files.ts";
import { setUpsOf } from "../src/catalog/set-ups.ts";
import { vendorDetails } from "../src/catalog/vendor-details.ts";
import { freezeLexicon } from "../src/policy/lexicon-file.ts";
import { compileLexicon, readDataTypes } from "../src/policy/lexicon.ts";
import { writeBuild } from "../src/lint/build.ts";
import { writeParser } from "./parser.ts";
import { writeSchemas } from "./schemas.ts";

const { files, version } = readCatalogFiles();
const outputs: Record<string, unknown> = {
  "index.json": compileCatalog(files, version),
  "vendors.json": vendorDetails(files),
  "policy.json": freezeLexicon(compileLexicon(readDataTypes())),
  "set-ups.json": setUpsOf(files),
};

rmSync(compiledFolder, { recursive: true, force: true });
mkdirSync(compiledFolder, { recursive: true });
for (const [name, value] of Object.entries(outputs)) writeFileSync(join(compiledFolder, name), JSON.stringify(value));

console.log(writeParser());
writeBuild();

const sizes = Object.keys(outputs).map((name) => `${name} ${Math.round(readFileSync(join(compiledFolder, name)).length / 1024)} kB`);
console.log(`schemas: ${writeSchemas().join(", ")}`);
console.log(`catalog ${version}: ${files["data-types"].length} data types, ${files.vendors.length} vendors, ${files.loggers.length} loggers; ${sizes.join(", ")}`);
