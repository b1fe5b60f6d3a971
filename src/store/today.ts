import type { IDBPTransaction } from "idb";
import type { FactId } from "../core/ids.ts";
import type { Later } from "../core/plan/next-due.ts";
import { nowAt } from "../core/plan/now.ts";
import type { Day } from "../core/plan/queue.ts";
import type { OffsetAt, StudyDay } from "../core/plan/study-day.ts";
import type { Settings } from "../core/settings.ts";
import type { Database } from "./open.ts";
import { reviewsDone } from "./reviews-done.ts";
import { type CardRow, type DeckRow, type OsteonDB, QUEUE } from "./schema.ts";
import { settingsFrom } from "./settings.ts";

/** Today, with what the pages need beside the queue. */
export interface Today extends Day {
  readonly settings: Settings;
  readonly decks: readonly DeckRow[];
  readonly learning: readonly CardRow[];
  readonly reviews: readonly CardRow[];
  readonly fresh: readonly CardRow[];
  /** What was shown once, see `SeenEvent`. */
  readonly seen: ReadonlySet<string>;
}

type Reading = IDBPTransaction<OsteonDB, ("cards" | "events" | "decks" | "settings")[], "readonly">;

/** Cards read beyond a limit, since some may have to wait for a sibling. */
const MARGIN = 12;

/** Everything a study session needs to know, read in one transaction, so that it fits together. */
export async function readToday(db: Database, nowMs: number, offsetAt: OffsetAt): Promise<Today> {
  const transaction = db.transaction(["cards", "events", "decks", "settings"], "readonly");
  // Asked for at once, answered in order: the settings first, since the study day depends on them.
  const settingRows = transaction.objectStore("settings").getAll();
  const decks = transaction.objectStore("decks").getAll();
  const subjects = transaction.objectStore("events").index("subject").getAll();
  const settings = settingsFrom(await settingRows);
  const moment = nowAt(nowMs, offsetAt, settings.rolloverHour);
  const byQueue = transaction.objectStore("cards").index("queue");
  const [learning, reviews, todayEvents, fresh] = await Promise.all([
    byQueue.getAll(range(QUEUE.learning, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)),
    byQueue.getAll(range(QUEUE.review, Number.NEGATIVE_INFINITY, moment.today), settings.reviewsPerDay + MARGIN),
    transaction.objectStore("events").index("studyDay").getAll(moment.today),
    readFresh(transaction, settings.newPerDay + MARGIN),
  ]);
  const result: Today = {
    moment,
    settings,
    decks: await decks,
    learning,
    reviews,
    fresh,
    doneToday: await reviewsDone(todayEvents, {
      log: transaction.objectStore("events").index("card"),
      cards: transaction.objectStore("cards"),
    }),
    seen: new Set((await subjects).flatMap((event) => (event.kind === "seen" ? [event.subject] : []))),
  };
  await transaction.done;
  return result;
}

/** The first study day after today on which a card in review falls due, and how many do; null when none ever does. */
export async function readLater(db: Database, today: StudyDay): Promise<Later> {
  const byQueue = db.transaction("cards", "readonly").store.index("queue");
  const first = await byQueue.openKeyCursor(range(QUEUE.review, today + 1, Number.POSITIVE_INFINITY));
  if (!first) return null;
  const [, day] = first.key;
  return { day, cards: await byQueue.count(range(QUEUE.review, day, day)) };
}

/** The first new cards in deck order whose facts are unlocked: each that they wait for was answered right once. */
async function readFresh(transaction: Reading, wanted: number): Promise<CardRow[]> {
  const store = transaction.objectStore("cards");
  const known = new Map<FactId, Promise<boolean>>();
  const isKnown = (fact: FactId): Promise<boolean> => {
    const asked =
      known.get(fact) ??
      store
        .index("fact")
        .getAll(fact)
        .then((rows) => rows.some((row) => row.state.successes > 0));
    known.set(fact, asked);
    return asked;
  };
  // From the start again, twice as far, until enough are open: places are not unique once there are two decks.
  for (let asked = wanted; ; asked *= 2) {
    const rows = await store
      .index("queue")
      .getAll(range(QUEUE.fresh, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), asked);
    const open = await Promise.all(
      rows.map(async (row) => (await Promise.all(row.content.unlockedBy.map(isKnown))).every(Boolean)),
    );
    const unlocked = rows.filter((_, i) => open[i]);
    if (unlocked.length >= wanted || rows.length < asked) return unlocked.slice(0, wanted);
  }
}

const range = (queue: number, from: number, to: number): IDBKeyRange => IDBKeyRange.bound([queue, from], [queue, to]);
