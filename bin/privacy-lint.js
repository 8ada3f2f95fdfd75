#!/usr/bin/env node
// Checks Node, enables the compile cache, runs the command line, and sets the exit code: the one place that does.
// Plain syntax, so that an old Node can say what is wrong instead of a syntax error.
import module from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);
const isSupported = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}

if (!isSupported) {
  process.stderr.write(`privacy-lint needs Node 20.19, 22.12 or 24 and newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  if (module.enableCompileCache) module.enableCompileCache();
  // Ctrl-C keeps its default: the process dies at once, wherever it is, and the shell sees 130.
  import("../dist/src/cli/main.js")
    .then(({ main }) => main(process.argv.slice(2)))
    .catch((error) => {
      const isUnbuilt = error.code === "ERR_MODULE_NOT_FOUND" && /dist\/src\/cli\/main\.js/.test(error.message);
      process.stderr.write(isUnbuilt ? "privacy-lint is not built: run `npm run build`.\n" : `${error.stack}\n`);
      return 2;
    })
    .then((code) => {
      process.exitCode = code;
    });
}
