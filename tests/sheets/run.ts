/**
 * Opens our tables in LibreOffice Calc itself and reads them back: every cell there as it was written, nothing taken
 * for a formula. `npm run test:sheets`; without LibreOffice it says so in one line.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Cell, delimited, type Separator, UTF8_MARK } from "../../src/exchange/tables/delimited.ts";
import { cardRows } from "../../src/exchange/tables/table-cards.ts";
import { reviewRows } from "../../src/exchange/tables/table-reviews.ts";
import { randomHistory } from "../anki/random-history.ts";

const HOSTILE: readonly (readonly Cell[])[] = [
  ["text", "number", "more"],
  ["=1+1", 1.5, '=HYPERLINK("http://example.org";"x")'],
  ["+5", -5, "-5"],
  ["@SUM(A1)", 0.1234, "ε α Ω: “quotes”, 𝛼, 日本語"],
  ['a "quoted" word, and a comma', 12345, "two\nlines"],
  ["tab\there", 0, "semicolon; here"],
];

const office = ["libreoffice", "soffice"].find((name) => spawnSync(name, ["--version"]).status === 0);
if (office === undefined) {
  console.log("test:sheets was not run: there is no LibreOffice here");
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "osteon-sheets-"));
const data = randomHistory({
  seed: 2,
  cards: 60,
  reviewsPerCard: 6,
  nowMs: Date.UTC(2026, 10, 23, 12),
  offsetAt: () => 60,
});
const tables: Record<string, readonly (readonly Cell[])[]> = {
  reviews: [...reviewRows(data)],
  cards: [...cardRows(data)],
  hostile: HOSTILE,
};
let problems = 0;
for (const [name, rows] of Object.entries(tables)) {
  for (const [ending, separator] of [
    ["csv", ","],
    ["tsv", "\t"],
  ] as const)
    problems += check(name, ending, separator, rows);
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = problems === 0 ? 0 : 1;

function check(name: string, ending: string, separator: Separator, rows: readonly (readonly Cell[])[]): number {
  const path = join(folder, `${name}.${ending}`);
  writeFileSync(path, UTF8_MARK + delimited(rows, separator));
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  // Separator and quote as a user confirms them in Calc's dialogue, which reads UTF-8 (76) off the mark.
  const filter = `--infilter=Text - txt - csv (StarCalc):${separator.charCodeAt(0)},34,76,1`;
  const run = spawnSync(
    office ?? "",
    [profile, "--headless", filter, "--convert-to", "fods", "--outdir", folder, path],
    {
      encoding: "utf8",
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  const cells = readFlat(readFileSync(join(folder, `${name}.fods`), "utf8"));
  const wrong: string[] = [];
  for (const [i, row] of rows.entries()) {
    for (const [j, written] of row.entries()) {
      const read = cells[i]?.[j];
      if (!agree(written, read))
        wrong.push(`${name}.${ending} row ${i + 1}, column ${j + 1}: ${JSON.stringify([written, read])}`);
    }
  }
  console.log(
    `${wrong.length === 0 ? "ok  " : "FAIL"} ${name}.${ending}: ${rows.length} rows of ${rows[0]?.length} cells in LibreOffice`,
  );
  for (const line of wrong.slice(0, 10)) console.log(`     ${line}`);
  return wrong.length;
}

interface Read {
  readonly type: string;
  readonly value: string;
  readonly formula: boolean;
}

function agree(written: Cell, read: Read | undefined): boolean {
  if (written === null || written === "") return read === undefined || read.value === "";
  if (!read || read.formula) return false;
  if (typeof written === "number") return read.type === "float" && Number(read.value) === written;
  // Calc knows days and makes them dates; what it says is the same day.
  if (read.type === "date") return written.startsWith(read.value.slice(0, 10));
  const plain = read.value.replace(/^'(?=[=+\-@])/, "");
  return plain === written;
}

/** The cells of a flat OpenDocument sheet. */
function readFlat(xml: string): Read[][] {
  const rows: Read[][] = [];
  for (const [, attributes = "", body = ""] of xml.matchAll(/<table:table-row([^>]*)>(.*?)<\/table:table-row>/gs)) {
    const row: Read[] = [];
    for (const [, own = "", content = ""] of body.matchAll(
      /<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs,
    )) {
      const times = Number(/number-columns-repeated="(\d+)"/.exec(own)?.[1] ?? 1);
      if (times > 100) continue;
      const type = /office:value-type="(\w+)"/.exec(own)?.[1] ?? "";
      const text = [...content.matchAll(/<text:p[^>]*>(.*?)<\/text:p>/gs)]
        .map(([, line = ""]) => plainOf(line))
        .join("\n");
      const value = /office:(?:date-)?value="([^"]*)"/.exec(own)?.[1] ?? text;
      for (let i = 0; i < times; i++) row.push({ type, value, formula: own.includes("table:formula") });
    }
    const repeated = Number(/number-rows-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    for (let i = 0; i < Math.min(repeated, 100); i++) rows.push(row);
  }
  return rows;
}

function plainOf(xml: string): string {
  const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return xml
    .replace(/<text:tab\/>/g, "\t")
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => " ".repeat(Number(count ?? 1)))
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => entities[String(name)] ?? "");
}
