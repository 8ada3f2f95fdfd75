/** Texts that are no policy get a clear message instead of a draft that pretends; large and broken pages are still read. */
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { draftInventory, readPolicy } from "../../src/policy/index.ts";

function messageOf(text: string, fileName = "policy.txt"): string {
  try {
    readPolicy(text, { fileName });
  } catch (error) {
    if (error instanceof UserError) return `${error.what} ${error.fix}`;
    throw error;
  }
  return "";
}

const german = "Wir erheben und verarbeiten personenbezogene Daten nur, wenn Sie uns Ihre Einwilligung geben oder das Gesetz es erlaubt. Die Daten werden auf unseren Servern gespeichert und nicht an Dritte weitergegeben. Sie können der Verarbeitung der Daten jederzeit widersprechen. ";

describe("refuses", () => {
  it.each<[string, string, RegExp]>([
    ["an empty file", "", /no text/],
    ["white space", " \n\t\n ", /no text/],
    ["a PDF", "%PDF-1.7 binary", /PDF/],
    ["a DOCX", "PK\u0003\u0004binary", /DOCX/],
    ["another language", german.repeat(4), /German \(\d+ words\)/],
    ["a cookie banner", "We use cookies to make this site better. By clicking accept you agree to our cookies. Accept all. Reject all. Manage preferences.", /cookie notice/],
    ["a text about something else", "The weather was fine and the children played in the garden all day. ".repeat(10), /No statement about personal data/],
    ["an empty single-page app", "<!doctype html><html><body><div id=\"root\"></div><script>start()</script></body></html>", /no text/],
  ])("%s", (_, text, message) => expect(messageOf(text, text.startsWith("<") ? "policy.html" : "policy.txt")).toMatch(message));
});

describe("reads", () => {
  const sentence = "We collect your email address and your IP address when you use the service. ";

  it("a page of two megabytes within a second", () => {
    const page = `<html><body><h2>Data we collect</h2>${`<div class="x" style="color:red"><p>${sentence}</p><p>The sun is a star and the moon is not, says the book of the day.</p></div>`.repeat(11_000)}</body></html>`;
    expect(page.length).toBeGreaterThan(1_900_000);
    const start = process.cpuUsage();
    const draft = draftInventory(readPolicy(page, { fileName: "policy.html" }));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(20_000);
    expect(draft.data.map((entry) => entry.type).sort()).toEqual(["email-address", "ip-address"]);
  });

  it("broken HTML", () => {
    const draft = draftInventory(readPolicy(`<html><body><nav><p>menu<h2>Data we collect<p>${sentence}<li>Your <b>date of birth<ul><li>x</body>`, { fileName: "policy.html" }));
    expect(draft.data.map((entry) => entry.type)).toContain("email-address");
  });

  it("a JSX page", () => {
    const page = `import Link from "next/link";\nexport default function Privacy({ title }: { title: string }) {\n  const rows = useMemo<string[]>(() => [], []);\n  return (\n    <main className="p">\n      <h2>Data we collect</h2>\n      <p>\n        We collect your{" "}<strong>email address</strong> and your IP address{rows.length > 3 ? "." : ","} when you sign up.\n      </p>\n      {rows.map((row) => <li key={row}>We keep your phone number.</li>)}\n    </main>\n  );\n}\n`;
    const draft = draftInventory(readPolicy(page, { fileName: "page.tsx" }));
    expect(draft.data.map((entry) => entry.type).sort()).toEqual(["email-address", "ip-address", "phone-number"]);
  });

  it("a byte order mark and Windows line ends", () => {
    const text = `\uFEFF# Policy\r\n\r\n## Data we collect\r\n\r\n- Email address\r\n- IP address\r\n`;
    const draft = draftInventory(readPolicy(text, { fileName: "policy.md" }));
    expect(draft.data.map((entry) => [entry.type, entry.source.line])).toEqual([["email-address", 5], ["ip-address", 6]]);
  });

  it("a policy that only denies", () => {
    const draft = draftInventory(readPolicy("Privacy policy\n\nThe app does not collect, store or share any personal data.\n", { fileName: "policy.txt" }));
    expect(draft.data).toEqual([]);
    expect(draft.prohibited).toEqual([expect.objectContaining({ type: "personal-data" })]);
  });

  it("the same text to the same draft", () => {
    const text = `# Policy\n\n${sentence.repeat(3)}`;
    expect(JSON.stringify(draftInventory(readPolicy(text, { fileName: "a.md" })))).toBe(JSON.stringify(draftInventory(readPolicy(text, { fileName: "a.md" }))));
  });
});
