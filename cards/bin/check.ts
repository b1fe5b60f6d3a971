/** `npm run cards:check [folder ...] [-- --ship]`: all rules on all decks; exit code 1 when a card breaks one. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkFolder } from "../index.ts";
import { coverageOf, standingLine } from "../judging/coverage.ts";
import type { Checked } from "../judging/judge.ts";
import mutations from "../mutations.json" with { type: "json" };
import { RULES, tellFinding } from "../rules/index.ts";
import { standingOf, worst } from "../rules/readings.ts";
import { deckFolders, run } from "./folders.ts";

const args = process.argv.slice(2);

await run(async () => {
  for (const folder of deckFolders(args)) {
    if (args.includes("--ship")) await ship(folder, await checkFolder(folder));
    const checked = await checkFolder(folder);
    report(checked);
    if (args.includes("--facts")) facts(checked);
  }
  console.log(`${mutations.badCards} bad cards are tried on the rules (tests/unit/cards/cases.ts), and none may pass`);
});

function report(checked: Checked): void {
  const { deck, drafts, source, findings } = checked;
  const failed = findings.filter(({ level }) => level === "fail");
  const counts = new Map<string, number>();
  for (const { type } of deck.cards) counts.set(type, (counts.get(type) ?? 0) + 1);
  const types = [...counts].map(([type, count]) => `${count} ${type}`);
  console.log(`${deck.title}: ${deck.cards.length} cards (${types.join(", ")}), ${deck.terms.length} terms`);
  const framed = drafts.filter(({ isFramed }) => isFramed).length;
  console.log(
    `  ${framed} of ${drafts.length} fronts come from frames (${Math.round((100 * framed) / drafts.length)} %)`,
  );
  console.log(`  ${reasons(checked)}`);
  console.log(`  ${readings(checked)}`);
  for (const { id, title } of RULES) {
    const count = failed.filter(({ rule }) => rule === id).length;
    const told = findings.filter(({ rule, level }) => rule === id && level === "read").length;
    const isLeft = source.deck.notYet.includes(id);
    if (id === "Q28" && source.readings === null) {
      console.log(`  left ${id.padEnd(8)} ${title}: not judged, since nobody has read the deck yet`);
      continue;
    }
    if (isLeft) {
      console.log(`  left ${id.padEnd(8)} ${title}: ${told}, not judged yet (notYet in deck.yaml)`);
      continue;
    }
    console.log(`  ${count === 0 ? "ok  " : "FAIL"} ${id.padEnd(8)} ${title}${count === 0 ? "" : `: ${count}`}`);
  }
  for (const finding of failed) console.error(`  ${tellFinding(finding)}`);
  for (const finding of findings)
    if (finding.level === "read" && !source.deck.notYet.includes(finding.rule))
      console.log(`  to read: ${tellFinding(finding)}`);
  console.log("  What a program cannot judge is on the reading sheet: npm run cards:read");
  if (failed.length > 0) process.exitCode = 1;
}

/** Fact by fact: asked, met, told, or left out and why. */
function facts({ source, drafts, around }: Checked): void {
  for (const standing of coverageOf(source, drafts, around.met)) console.log(`  ${standingLine(standing)}`);
}

/** Where reasons come from, and how many facts are explained by others. */
function reasons({ source, drafts }: Checked): string {
  const lent = drafts.filter(({ reasonFrom }) => reasonFrom === "because").length;
  const linked = source.facts.filter(({ because }) => because.length > 0);
  const links = linked.reduce((sum, { because }) => sum + because.length, 0);
  const share = Math.round((100 * lent) / drafts.length);
  return `${lent} of ${drafts.length} reasons come from links (${share} %); ${linked.length} of ${source.facts.length} facts are explained by others, by ${links} links`;
}

/** How many texts were read, and what was found. */
function readings({ source, texts }: Checked): string {
  if (source.readings === null) return "no readings yet (readings.yaml): cards:readings prints what is to be read";
  const { read, unread } = standingOf(texts, source.readings);
  const count = (verdict: string): number => read.filter(({ reading }) => worst(reading).verdict === verdict).length;
  const signed = read.filter(({ reading }) => reading.signed !== undefined).length;
  const held = read.filter(({ reading }) => reading.specialist.work !== undefined).length;
  return [
    `${read.length} of ${texts.length} texts were read as they stand by two readers: ${count("good")} good, ${count("weak")} weak, ${count("bad")} bad; ${unread.length} unread`,
    `${held} were held against a work, ${read.length - held} rest on what the reader knows; ${signed} signed by a physician`,
  ].join("\n  ");
}

/** Writes the ids that are new into shipped-ids.json; from then on they may be renamed or retired, never lost. */
async function ship(folder: string, { deck, source }: Checked): Promise<void> {
  const ids = [...new Set([...source.shippedIds, ...deck.cards.map(({ id }): string => id)])].sort();
  await writeFile(join(folder, "shipped-ids.json"), `${JSON.stringify(ids, null, 2)}\n`);
}
