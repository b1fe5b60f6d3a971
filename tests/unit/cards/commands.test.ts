import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDeck } from "../../../cards/index.ts";
import { judge } from "../../../cards/judging/judge.ts";
import { readingSheet } from "../../../cards/judging/sheet.ts";
import { RULES } from "../../../cards/rules/index.ts";
import { card, ROOT, TIDES_FOLDER, tides } from "./support.ts";

const start = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "osteon-commands-"));
/** As `npm run` starts it, but each from one file: `tsx` takes a second of each start to find and translate the many. */
const command = (name: string, ...args: string[]) =>
  start(process.execPath, [join(folder, `${name}.mjs`), ...args], { cwd: ROOT });

beforeAll(async () => {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["json", "check", "read"].map((name) => `cards/bin/${name}.ts`),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    // What is CommonJS asks for what Node brings with it.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
});
afterAll(() => rm(folder, { recursive: true }));

describe("the commands", () => {
  it("print a deck as JSON and nothing else", async () => {
    const { stdout } = await command("json", TIDES_FOLDER);
    const printed = JSON.parse(stdout);
    const built = await buildDeck(TIDES_FOLDER);
    expect(printed.version).toBe(built.version);
    expect(printed.cards).toHaveLength(built.cards.length);
    expect(printed.cards[0]).toMatchObject({ order: 0, chapter: "making", text: { front: expect.any(String) } });
  });

  it("check a deck, rule by rule, and fail when one is broken", async () => {
    const { stdout } = await command("check", TIDES_FOLDER);
    expect(stdout).toMatch(/Tides: 13 cards/);
    // Nobody has read that deck, and the check does not say that somebody did.
    expect(stdout.match(/^ {2}ok/gm)).toHaveLength(RULES.length - 1);
    expect(stdout).toMatch(/left Q28 .*nobody has read/);
    await expect(command("check", join(ROOT, "tests"))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/deck.yaml: the file is missing/),
    });
  });

  it("write a reading sheet", async () => {
    const { stdout } = await command("read", TIDES_FOLDER, `--to=${join(folder, "sheet.html")}`);
    expect(stdout.trim()).toBe(join(folder, "sheet.html"));
    expect(await readFile(stdout.trim(), "utf8")).toContain("At which phase");
  });

  it("shows the pictures, and keeps what a covered part hides for the teacher", () => {
    const page = readingSheet(judge(tides));
    const [before = "", after = ""] = page.split("tides-slow-rotation/diagram")[1]?.split('class="answer"') ?? [];
    expect(before).toMatch(/<img src="data:image\/svg\+xml,[^"]+" alt="[^"]+">/);
    expect(after).not.toBe("");
  });

  it("says under which licence the texts are, and has room for a physician above and below", () => {
    const page = readingSheet(judge(tides));
    expect(page).toContain("creativecommons.org/licenses/by/4.0/");
    expect(page.split("Signed by a physician: ____")).toHaveLength(3);
  });

  it("keeps its style in a file where the page may hold none", () => {
    expect(readingSheet(judge(tides))).toContain("<style>");
    const page = readingSheet(judge(tides), "sheet.css");
    expect(page).not.toMatch(/<style|style=/);
    expect(page).toContain('<link rel="stylesheet" href="sheet.css">');
  });
});

describe("the reading sheet", () => {
  it("shows every front and back, flags what a rule found, and lets no markup through", () => {
    const page = readingSheet(judge(card("tides-slow-rotation/forward", { answer: "<script>x</script>" })(tides)));
    for (const { name } of judge(tides).drafts) expect(page).toContain(name);
    for (const { statement } of tides.facts) expect(page).toContain(statement.replaceAll("'", "&#39;"));
    expect(page).toContain("No physician has signed them.");
    expect(page).not.toContain("<script>");
    expect(page).toContain("&#60;script&#62;");
    expect(page).toMatch(/class="flag">Q/);
    expect(page).toContain('Well established: <a href="#harbor-2020">harbor-2020</a>');
  });
});
