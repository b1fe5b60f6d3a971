/**
 * What the database must do, whichever engine it stands on: run with fake-indexeddb, in Chromium and in Firefox.
 * Each case begins with an empty database.
 */
import type { Card } from "../../src/core/card.ts";
import type { CardContent } from "../../src/core/deck/deck.ts";
import type { FactId } from "../../src/core/ids.ts";
import type { OsteonEvent, Rating, ReviewEvent } from "../../src/core/log/event.ts";
import { makeSeen } from "../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { buildQueue } from "../../src/core/plan/queue.ts";
import { DAY_MS } from "../../src/core/plan/study-day.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { append } from "../../src/store/append.ts";
import { installDeck } from "../../src/store/install-deck.ts";
import { mergeProgress, readProgress } from "../../src/store/merge.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../src/store/open.ts";
import { readSettings, restoreDefaults, saveSetting } from "../../src/store/settings.ts";
import { readLater, readToday } from "../../src/store/today.ts";
import { TroubleError } from "../../src/store/trouble.ts";
import { content, deck } from "../support/cards.ts";
import { equal, rejects } from "../support/check.ts";
import {
  at,
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  NOW,
  random,
  scheduler,
  undo,
} from "../support/db-steps.ts";
import { UNDO_CASES } from "./undo.ts";

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).sort();
const install = (db: Database, cards: readonly CardContent[], version = "1") =>
  installDeck(db, deck(cards, version), scheduler, NOW);

export interface Case {
  readonly name: string;
  readonly run: (db: Database) => Promise<void>;
}

export const CASES: readonly Case[] = [
  ...UNDO_CASES,
  {
    name: "a grade appends one event and brings the snapshot along",
    run: async (db) => {
      await install(db, FIVE);
      const shown = await get(db, forward("a"));
      const written = await grade(db, shown, 3);
      const card = await get(db, forward("a"));
      equal(await db.count("events"), 1, "events");
      equal(card.state.phase, "learning", "phase");
      equal(card.revision, shown.revision + 1, "revision");
      equal(written?.row.state, card.state, "what was returned");
      await foldsToItself(db);
    },
  },
  {
    name: "a grade for a revision that is past writes nothing",
    run: async (db) => {
      await install(db, FIVE);
      const shown = await get(db, forward("a"));
      await grade(db, shown, 3);
      equal(await grade(db, shown, 1), null, "the second grade");
      equal(await db.count("events"), 1, "events");
    },
  },
  {
    name: "twenty grades of one showing at once count once",
    run: async (db) => {
      await install(db, FIVE);
      const shown = await get(db, forward("a"));
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, i) => grade(db, shown, ((i % 4) + 1) as Rating)),
      );
      equal(results.filter(Boolean).length, 1, "winners");
      equal(await db.count("events"), 1, "events");
      await foldsToItself(db);
    },
  },
  {
    name: "a grade whose making fails writes nothing",
    run: async (db) => {
      await install(db, FIVE);
      const boom = (): ReviewEvent => {
        throw new Error("boom");
      };
      const shown = await get(db, forward("a"));
      const error = await rejects(append(db, shown, scheduler, boom), "the grade");
      equal((error as Error).message, "boom", "the reason");
      equal(await db.count("events"), 0, "events");
      equal(await get(db, forward("a")), shown, "the card");
    },
  },
  {
    name: "an event id that is taken aborts the whole grade",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3);
      if (!written) throw new Error("the first grade was refused");
      const other = { ...written.event, card: forward("b") };
      await rejects(
        append(db, await get(db, forward("b")), scheduler, () => other),
        "the second grade",
      );
      equal((await get(db, forward("b"))).state, NEW_CARD_STATE, "the other card");
      equal(await db.count("events"), 1, "events");
    },
  },
  {
    name: "a deck is installed once per version",
    run: async (db) => {
      equal(await install(db, FIVE), true, "the first time");
      equal(await install(db, FIVE), false, "the second time");
      equal(
        ids(await db.getAll("cards")),
        FIVE.map(({ id }) => id),
        "cards",
      );
    },
  },
  {
    name: "new wording keeps history and revision",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 4);
      const before = await get(db, forward("a"));
      await install(
        db,
        FIVE.map((card) => ({ ...card, front: [{ kind: "text" as const, text: "Said better?" }] })),
        "2",
      );
      const after = await get(db, forward("a"));
      equal(after.state, before.state, "state");
      equal(after.revision, before.revision, "revision");
      equal(after.content.front[0], { kind: "text", text: "Said better?" }, "front");
    },
  },
  {
    name: "a card that left the deck is hidden, not deleted, and comes back with its history",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      await install(db, FIVE.slice(1), "2");
      equal((await get(db, forward("a"))).retired, true, "retired");
      const today = await readToday(db, NOW + 3_600_000, () => 60);
      equal(
        [...today.learning, ...today.fresh].some(({ id }) => id === forward("a")),
        false,
        "in a queue",
      );
      equal(await grade(db, await get(db, forward("a")), 3), null, "a grade of it");
      await install(db, FIVE, "3");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews after its return");
      await foldsToItself(db);
    },
  },
  {
    name: "a renamed card takes its history along, and undo finds it",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      const renamed = content("a-better", 0, { formerIds: [forward("a")] });
      await install(db, [renamed, ...FIVE.slice(1)], "2");
      equal((await get(db, renamed.id)).state.reviews, 1, "reviews");
      equal((await get(db, forward("a"))).retired, true, "the old id");
      equal((await undo(db, NOW + 1000))?.id, renamed.id, "undo");
      equal((await get(db, renamed.id)).state.reviews, 0, "reviews after the undo");
    },
  },
  {
    name: "today: due cards, unlocked new cards, what was done and seen",
    run: async (db) => {
      const locked = content("locked", 5, { unlockedBy: ["a" as FactId, "b" as FactId] });
      await install(db, [...FIVE, locked]);
      const fresh = async (): Promise<string[]> => ids((await readToday(db, NOW, () => 60)).fresh);
      equal((await fresh()).includes(locked.id), false, "locked at first");
      await grade(db, await get(db, forward("a")), 3);
      await grade(db, await get(db, forward("b")), 1);
      equal((await fresh()).includes(locked.id), false, "locked while one of the two was only failed");
      await grade(db, await get(db, forward("b")), 2, NOW + 1000);
      equal((await fresh()).includes(locked.id), true, "unlocked");
      const seen = await append(db, await get(db, forward("c")), scheduler, (card) =>
        makeSeen(card, "term:wnt", { moment: at(NOW), random: random() }),
      );
      equal(seen?.row.state.lastEventAtMs, NOW, "a notice is an event of its card");
      const today = await readToday(db, NOW + 2000, () => 60);
      equal([...today.seen], ["term:wnt"], "seen");
      equal(today.doneToday.length, 3, "done today");
      equal(ids(today.learning), [forward("a"), forward("b")], "learning");
    },
  },
  {
    name: "a card comes back on its day and not before",
    run: async (db) => {
      await install(db, FIVE.slice(0, 1));
      const written = await grade(db, await get(db, forward("a")), 4);
      const days = (written?.row.state.dueDay ?? 0) - at(NOW).today;
      const queueAfter = async (n: number) =>
        buildQueue(await readToday(db, NOW + n * DAY_MS, () => 60)).cards.map(({ id }) => id);
      equal(await queueAfter(days - 1), [], "the day before");
      equal(await queueAfter(days), [forward("a")], "on the day");
      equal(await readLater(db, at(NOW).today), { day: at(NOW).today + days, cards: 1 }, "later");
    },
  },
  {
    name: "settings: only what was changed is kept, wrong values are refused, defaults come back",
    run: async (db) => {
      await saveSetting(db, "newPerDay", 3);
      equal(await readSettings(db), { ...DEFAULT_SETTINGS, newPerDay: 3 }, "after a change");
      equal(await db.count("settings"), 1, "rows");
      await rejects(saveSetting(db, "rolloverHour", 24), "a wrong hour");
      await db.put("settings", { key: "theme", value: "purple" });
      equal((await readSettings(db)).theme, "system", "a wrong value in the database");
      await restoreDefaults(db);
      equal(await readSettings(db), DEFAULT_SETTINGS, "after the restore");
    },
  },
  {
    name: "a backup that is merged into an empty database brings everything back",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      await grade(db, await get(db, forward("b")), 4, NOW + 5000);
      await undo(db, NOW + 6000);
      await saveSetting(db, "newPerDay", 3);
      const progress = await readProgress(db);
      const before = await db.getAll("cards");
      await db.clear("events");
      await db.clear("settings");
      await db.clear("decks");
      await db.clear("cards");
      // The log comes first and the deck later: the cards are rebuilt when they appear.
      equal(await mergeProgress(db, progress, scheduler), { added: 3, known: 0 }, "counts");
      await install(db, FIVE);
      const snapshots = (cards: readonly Card[]) => cards.map(({ id, state }) => [id, state]);
      equal(snapshots(await db.getAll("cards")), snapshots(before), "cards");
      equal((await readSettings(db)).newPerDay, 3, "settings");
    },
  },
  {
    name: "merging twice changes nothing, and two halves make a whole",
    run: async (db) => {
      await install(db, FIVE);
      for (let i = 0; i < 6; i++) await grade(db, await get(db, forward(i % 2 ? "a" : "b")), 3, NOW + i * 600_000);
      const progress = await readProgress(db);
      const whole = await db.getAll("cards");
      await db.clear("events");
      await db.clear("cards");
      await db.clear("decks");
      await install(db, FIVE);
      const half = (odd: number): OsteonEvent[] => progress.events.filter((_, i) => i % 2 === odd);
      await mergeProgress(db, { ...progress, events: half(1) }, scheduler);
      const other = [...half(0), ...half(1).slice(0, 1)];
      equal(
        await mergeProgress(db, { ...progress, events: other }, scheduler),
        { added: 3, known: 1 },
        "the other half",
      );
      equal(await mergeProgress(db, progress, scheduler), { added: 0, known: 6 }, "the second time");
      const snapshots = (cards: readonly Card[]) => cards.map(({ id, state }) => [id, state]);
      equal(snapshots(await db.getAll("cards")), snapshots(whole), "cards");
      await foldsToItself(db);
    },
  },
  {
    name: "a database that is newer than the program is refused and untouched",
    run: async (db) => {
      db.close();
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(DATABASE_NAME, 1000);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      });
      const error = await rejects(openDatabase(), "opening");
      equal(error instanceof TroubleError && error.trouble, "databaseNewer", "the trouble");
    },
  },
];

/** Runs one case on an empty database and leaves none behind. */
export async function runCase({ run }: Case): Promise<void> {
  await deleteDatabase();
  const db = await openDatabase();
  try {
    await run(db);
  } finally {
    db.close();
    await deleteDatabase();
  }
}
