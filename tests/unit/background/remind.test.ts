import { expect, test } from "vitest";
import { remind } from "../../../src/background/remind.ts";
import { DAY_MS, HOUR_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { FIVE, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";

let db: Database;
let shown: [number, boolean][] = [];
useDatabase(async (opened) => {
  db = opened;
  shown = [];
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

const wakeAt = (nowMs: number) =>
  remind(db, { nowMs: () => nowMs, offsetAt: () => 60 }, async (cards, inNewTab) => {
    shown.push([cards, inNewTab]);
  });
const want = async (): Promise<void> => {
  await saveSetting(db, "reminder", true, () => maker(NOW));
  await saveSetting(db, "reminderHour", 4, () => maker(NOW));
};

test("nobody is reminded who has not asked for it", async () => {
  await wakeAt(NOW + HOUR_MS);
  expect(shown).toEqual([]);
});

test("once a day, however often the background wakes", async () => {
  await want();
  for (let i = 0; i < 5; i++) await wakeAt(NOW + i * 1000);
  expect(shown).toEqual([[3, true]]);
  await wakeAt(NOW + DAY_MS);
  expect(shown).toHaveLength(2);
});

test("once, also where two wake-ups meet", async () => {
  await want();
  await Promise.all([wakeAt(NOW), wakeAt(NOW), wakeAt(NOW + 1000)]);
  expect(shown).toHaveLength(1);
});

test("not on a day on which something was answered", async () => {
  await want();
  await grade(db, await get(db, forward("a")), 3, NOW);
  await wakeAt(NOW + HOUR_MS);
  expect(shown).toEqual([]);
});

test("one that could not be shown is not tried again on that day", async () => {
  await want();
  const failing = remind(db, { nowMs: () => NOW, offsetAt: () => 60 }, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  await wakeAt(NOW + 1000);
  expect(shown).toEqual([]);
});
