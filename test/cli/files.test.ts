/** Output files: replaced whole, and never where something other than a file stands. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeNamed } from "../../src/cli/files.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "privacy-lint-files-"));

describe("a report file", () => {
  it("replaces the old one and leaves no draft", () => {
    const cwd = folder();
    writeFileSync(join(cwd, "report.json"), "old");
    writeNamed("report.json", "new", { cwd });
    expect(readdirSync(cwd)).toEqual(["report.json"]);
    expect(readFileSync(join(cwd, "report.json"), "utf8")).toBe("new");
  });

  it.skipIf(process.platform === "win32")("that is a pipe gets the text and stays a pipe", async () => {
    const cwd = folder();
    execFileSync("mkfifo", [join(cwd, "pipe")]);
    const reader = spawn("cat", [join(cwd, "pipe")], { stdio: ["ignore", "pipe", "inherit"] });
    let read = "";
    reader.stdout.on("data", (chunk: Buffer) => { read += chunk.toString(); });
    writeNamed("pipe", "through", { cwd });
    await once(reader, "close");
    expect(read).toBe("through");
    expect(statSync(join(cwd, "pipe")).isFIFO()).toBe(true);
    expect(readdirSync(cwd)).toEqual(["pipe"]);
  });
});
