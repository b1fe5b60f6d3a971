/** What copying must carry, and what it must tell apart, in whichever place; see `record.ts`. */
import { readDeckFile } from "../../src/copies/place/deck-file.ts";
import { decksIn, journalsIn, segmentsIn } from "../../src/copies/place/file-names.ts";
import { readNotice } from "../../src/copies/place/notice.ts";
import { replicate } from "../../src/copies/place/replicate.ts";
import { examine, readHealth } from "../../src/copies/record/health.ts";
import { note, readNoted } from "../../src/copies/record/health-notes.ts";
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import type { DeckId } from "../../src/core/ids.ts";
import { makeEventId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import type { Place } from "../../src/core/log/place.ts";
import { readDeck, removeDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { packEvents } from "../../src/store/segments/pack.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
import {
  at,
  DEVICE,
  deleteDatabase,
  FIVE,
  forward,
  get,
  grade,
  NOW,
  OTHER_DEVICE,
  random,
  scheduler,
} from "../support/database/db-steps.ts";
import { idsOf, reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { memoryFiles } from "../support/places/memory-files.ts";
import { putLog, type RecordCase, study, studyLong, visit } from "../support/places/record-steps.ts";
import { content, deck } from "../support/samples/cards.ts";

const source: DeckSource = {
  versions: async () => [deck(FIVE)].map(({ id, version }) => ({ id, version })),
  deck: async () => deck(FIVE),
};

/** An event of a kind that nobody knows yet. */
const fromTheFuture = (): Envelope & { readonly mood: string } => ({
  id: makeEventId(NOW, random()),
  device: OTHER_DEVICE,
  kind: "mood",
  atMs: NOW,
  offsetMinutes: 60,
  studyDay: at(NOW).today,
  card: forward("a"),
  mood: "good",
});

const OWN = "own-deck" as DeckId;
const ownDeck = deck([content("x", 0, { deck: OWN })], "1", {
  id: OWN,
  media: [{ id: "00ff", type: "image/png", bytes: "AAAA", words: "nothing" }],
});

export const COPY_CASES: readonly RecordCase[] = [
  {
    name: "an event of a kind that a newer version made is recorded, comes back, and is counted",
    run: async (place) => {
      const event = fromTheFuture();
      await visit(place, async ({ db, reconcile }) => {
        await merge(db, [event, ...reviews(1000)], scheduler);
        await reconcile();
      });
      await deleteDatabase();
      await visit(place, async ({ db }) => {
        equal(
          (await wholeLog(db)).find(({ id }) => id === event.id),
          event,
          "the event",
        );
        const { events, newer } = await readHealth(db, place, at(NOW));
        equal([events, newer], [1001, 1], "the counts");
      });
    },
  },
  {
    name: "a deck of the user's own comes back whole with the database, and one that was removed does not",
    run: async (place) => {
      await visit(place, async ({ db, copyAll }) => {
        await installDeck(db, ownDeck, scheduler, NOW, "own");
        await grade(db, await get(db, content("x", 0, { deck: OWN }).id), 3);
        await copyAll();
      });
      await deleteDatabase();
      await visit(place, async ({ db, copyAll }) => {
        equal(await readDeck(db, OWN), ownDeck, "the deck");
        equal((await get(db, content("x", 0, { deck: OWN }).id)).state.reviews, 1, "its card's reviews");
        await removeDeck(db, OWN);
        equal((await copyAll()).changed, false, "brought back after its removal");
        equal(await readDeck(db, OWN), null, "the removed deck");
      });
      await deleteDatabase();
      await visit(place, async ({ db }) => equal(await readDeck(db, OWN), null, "the removed deck, restored"));
    },
  },
  {
    name: "a deck that the browser lost comes back, whatever else is there",
    run: async (place) => {
      await study(place);
      await visit(place, async ({ db, copyAll }) => {
        await installDeck(db, ownDeck, scheduler, NOW, "own");
        await copyAll();
        for (const store of ["decks", "parts", "media", "contents", "states"] as const) await db.clear(store);
        equal((await copyAll()).changed, true, "changed");
        equal(await readDeck(db, OWN), ownDeck, "the deck");
      });
    },
  },
  {
    name: "another place of this profile beside it holds the own decks as they are here",
    run: async (place) => {
      const other = memoryFiles("own", "another");
      await visit(place, async ({ db, copyAll }) => {
        await installDeck(db, ownDeck, scheduler, NOW, "own");
        await copyAll();
        await replicate(db, other);
        // Another deck under the same version, as one from a shared folder may come.
        const anew = { ...ownDeck, title: "As it is" };
        await installDeck(db, anew, scheduler, NOW + 1, "own", () => true);
        await copyAll();
        await replicate(db, other);
        for (const one of [place, other]) {
          const files = decksIn(await one.list());
          const decks = await Promise.all(files.map((file) => readDeckFile(one, file)));
          equal(decks, [anew], one === place ? "the deck" : "the deck in the other place");
        }
      });
    },
  },
  {
    name: "what another device adds to a shared place is news: nothing was lost, and its files stay",
    run: async (place) => {
      const shared: Place = { ...place, kind: "shared" };
      const theirs = await visit(shared, async ({ db }) => {
        await merge(db, reviews(1010, NOW, OTHER_DEVICE), scheduler);
        equal((await replicate(db, shared)).complete, true, "their copy");
        return wholeLog(db);
      });
      await deleteDatabase();
      const files = await place.list();
      const nowhere = await openGuarded({}, async () => null);
      const { db } = nowhere;
      await installDeck(db, deck(FIVE), scheduler, NOW);
      await merge(db, reviews(10, NOW + 1, DEVICE), scheduler);
      const told: number[] = [];
      const onTaken = (events: number): void => void told.push(events);
      await replicate(db, shared, { onTaken });
      equal(told.at(-1), theirs.length, "taken");
      equal(await readNotice(shared), null, "the notice");
      told.length = 0;
      await replicate(db, shared, { onTaken });
      equal(told, [], "taken the second time");
      const left = new Set(await place.list());
      equal(
        files.filter((name) => !left.has(name)),
        [],
        "their files that are gone",
      );
      equal((await wholeLog(db)).length, theirs.length + 10, "events");
      db.close();
    },
  },
  {
    name: "the second record of version 1 comes back in the present form, and its files go",
    run: async (place) => {
      const [first, second] = [
        versionOneReview("0mwtvz07p-evhssqh87q81g1la", 1795475865301),
        versionOneReview("0mwtvz0aa-r2l8jhr9vh1gf8j0", 1795475865394),
      ];
      const head = { format: "osteon-record", version: 1, decks: [] };
      const snapshot = { ...head, events: 1, settings: { newPerDay: 5 } };
      const snapshotName = "snapshot-000001-20780-1-0mwtvz07p-evhssqh87q81g1la-0123456789abcdef.gz";
      await place.write(snapshotName, await packEvents([snapshot, first] as never));
      const journal = { ...head, events: 1, settings: {} };
      const journalName = "journal-01234567-89ab-cdef-0123-456789abcdef.gz";
      await place.write(journalName, await packEvents([journal, second] as never));
      await visit(place, async ({ db, restored, copyAll }) => {
        equal(restored, { events: 3, missing: 0 }, "restored: two reviews, one setting");
        equal(
          (await wholeLog(db)).map(({ card }) => card),
          ["bone-hormones/f/forward", "bone-hormones/f/forward", undefined],
          "cards",
        );
        await copyAll();
      });
      equal(
        (await place.list()).filter((name) => [snapshotName, journalName].includes(name)),
        [],
        "old files",
      );
      await deleteDatabase();
      await visit(place, async ({ restored }) => equal(restored?.events, 3, "restored from the new files"));
    },
  },
  {
    name: "notes on the data's health outlive the database, and say when the record was last complete",
    run: async (place) => {
      await study(place);
      await note(place, { fileAtMs: 5 });
      await visit(place, ({ copyAll }) => copyAll());
      await deleteDatabase();
      await visit(place, async ({ db }) => {
        const { fileAtMs, copiedAtMs } = await readHealth(db, place, at(NOW));
        equal([fileAtMs, typeof copiedAtMs], [5, "number"], "notes");
      });
      equal(Object.keys(await readNoted(place)).sort(), ["copiedAtMs", "fileAtMs"], "all notes");
    },
  },
  {
    name: "a row that holds no event any more is mended from the journal at the next comparison",
    run: async (place) => {
      const log = await study(place);
      await visit(place, async (guarded) => {
        await spoil(guarded.db, log[0]);
        equal((await guarded.reconcile()).changed, true, "changed");
        equal(await wholeLog(guarded.db), log, "the log");
      });
    },
  },
  {
    name: "a row that has held no event for long is mended from its segment by an examination",
    run: async (place) => {
      const log = await studyLong(place);
      await visit(place, async (guarded) => {
        await spoil(guarded.db, log[5]);
        const { found, mended } = await examine(guarded.db, place, source, NOW);
        equal([found.event, mended.event, found.segment], [1, 1, 0], "found and mended");
        equal(await wholeLog(guarded.db), log, "the log");
      });
      equal(
        segmentsIn(await place.list()).map(({ events }) => events),
        [1000, 1000],
        "segments",
      );
    },
  },
  {
    name: "a row that holds no event, and that no copy ever knew, stops neither copying nor the clearing up",
    run: async (place) => {
      await studyLong(place, 950);
      await visit(place, async ({ db, copyAll }) => {
        const strange = { kind: "review", id: makeEventId(NOW + 1, random()), card: forward("a"), atMs: NOW + 1 };
        await db.add("events", strange as never);
        await merge(db, reviews(100, NOW + 10), scheduler);
        for (let i = 0; i < 2; i++) {
          equal((await copyAll()).complete, true, "complete");
          const { found, mended } = await examine(db, place, source, NOW);
          equal([found.event, mended.event, found.card], [1, 0, 0], "what an examination finds and mends");
        }
        equal((await wholeLog(db)).length, 1051, "rows");
      });
      const names = await place.list();
      equal(
        segmentsIn(names).map(({ events }) => events),
        [999],
        "events of the segment",
      );
      equal(
        journalsIn(names).map(({ events }) => events),
        [100],
        "events of the journal",
      );
    },
  },
  {
    name: "a log that grew behind the back of the record is told from one that was lost",
    run: async (place) => {
      const log = await studyLong(place);
      await visit(place, async ({ db, copyAll }) => {
        await putLog(db, [...reviews(3, NOW + 9), ...log]);
        equal(await copyAll(), { notice: null, changed: false, complete: true }, "what is said");
        equal(idsOf(await wholeLog(db)).length, log.length + 3, "events");
      });
    },
  },
];

/** Puts something that is no event in the place of an event. */
export async function spoil(db: Database, event: Envelope | undefined): Promise<void> {
  const place = event && (await db.getKeyFromIndex("events", "id", event.id));
  if (place === undefined) throw new Error("no such event");
  await db.put("events", { ...event, rating: -9 } as never, place);
}

/** As the first version wrote it. */
export function versionOneReview(id: string, atMs: number) {
  const next = { dueDay: 20789, dueAtMs: null };
  const made = { kind: "review", id, card: "f/forward", atMs, offsetMinutes: 0, studyDay: 20780 };
  return { ...made, rating: 4, phase: "new", factRevision: 1, durationMs: 37, surface: "popup", next };
}
