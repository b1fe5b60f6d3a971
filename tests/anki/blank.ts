/** The shipped deck without a history, out of a database that has one, opened by Anki itself. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDeck } from "../../cards/index.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { writeAnkiPackage } from "../../src/exchange/anki/write-package.ts";
import { blankOf } from "../../src/exchange/tables/blank.ts";
import { LABELS } from "./labels.ts";
import { randomHistory } from "./random-history.ts";

interface Found {
  readonly new: number;
  readonly reviews: number;
  readonly seen: readonly unknown[];
  readonly guids: readonly string[];
  readonly empty: number;
  readonly missing: readonly string[];
  readonly deck: string;
  readonly description: string;
  readonly first: string | null;
  readonly fine: boolean;
  readonly problems: string;
}

const BONE = fileURLToPath(new URL("../../cards/bone-hormones", import.meta.url));

/** @param python with Anki's package @param folder for the package @returns what is wrong */
export async function blankInAnki(python: string, folder: string): Promise<string[]> {
  const deck = await buildDeck(BONE);
  const studied = randomHistory({ seed: 7, cards: 100, reviewsPerCard: 6, nowMs: Date.now(), offsetAt: () => 0 });
  const cards = deck.cards.map((content) => ({
    ...{ id: content.id, deck: deck.id, fact: content.fact, chapter: content.chapter, order: content.order },
    ...{ unlockedBy: content.unlockedBy, formerIds: content.formerIds, content, revision: 3, retired: false },
    state: { ...NEW_CARD_STATE, reviews: 3, successes: 2 },
  }));
  const data = blankOf({ ...studied, decks: [deck], cards }, deck.id, Date.now());
  const path = join(folder, "blank.apkg");
  writeFileSync(path, await writeAnkiPackage(data, LABELS));
  const run = spawnSync(python, [fileURLToPath(new URL("blank.py", import.meta.url)), path], { encoding: "utf8" });
  if (run.status !== 0) return [`Anki stopped: ${run.stderr}`];
  const found = JSON.parse(run.stdout) as Found;
  const wanted = deck.cards.filter(({ heading }) => heading !== null).map(({ id }) => `osteon:${id}`);
  const problems = [
    ...(found.guids.toSorted().join() === wanted.toSorted().join() ? [] : ["other cards than those of the article"]),
    ...(found.new === wanted.length ? [] : [`${found.new} notes of ${wanted.length}`]),
    ...(found.reviews === 0 ? [] : [`${found.reviews} reviews`]),
    ...(found.seen.length === 0 ? [] : [`${found.seen.length} cards that are not new`]),
    ...(found.empty === 0 ? [] : [`${found.empty} empty questions`]),
    ...(found.missing.length === 0 ? [] : [`missing pictures: ${found.missing.join(", ")}`]),
    ...(found.first === wanted[0] ? [] : [`Anki begins with ${found.first}`]),
    ...(found.description.includes(deck.licence) ? [] : ["no licence in the deck's description"]),
    ...(found.fine ? [] : [found.problems]),
  ];
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} a blank "${found.deck}": ${found.new} new cards, no review`);
  for (const problem of problems) console.log(`     ${problem}`);
  return problems;
}
