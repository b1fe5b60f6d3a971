/** What an exchange needs of a place where several devices write, whichever that is. */
import { decksIn, segmentsIn } from "../../src/copies/place/file-names.ts";
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { exchange } from "../../src/copies/shared/exchange.ts";
import type { DeckId } from "../../src/core/ids.ts";
import type { Place } from "../../src/core/log/place.ts";
import { deviceRow, keepPosition, readDevice, readPosition } from "../../src/store/database/local.ts";
import { readDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
import { deleteDatabase, FIVE, NOW, OTHER_DEVICE, scheduler } from "../support/database/db-steps.ts";
import { idsOf, reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { memoryFiles } from "../support/places/memory-files.ts";
import { damage, type RecordCase, watched } from "../support/places/record-steps.ts";
import { content, deck } from "../support/samples/cards.ts";

const OWN = "own-deck" as DeckId;
const ownDeck = deck([content("x", 0, { deck: OWN })], "1", { id: OWN });

/** A device with a database of its own, which is deleted afterwards. */
async function onDevice<R>(work: (db: Database) => Promise<R>): Promise<R> {
  const { db } = await openGuarded({}, async () => null);
  try {
    await installDeck(db, deck(FIVE), scheduler, NOW);
    return await work(db);
  } finally {
    db.close();
    await deleteDatabase();
  }
}

const exchanged = (db: Database, place: Place, reader = "1") => exchange(db, place, { name: "", nowMs: NOW, reader });

const idOf = (db: Database) => readDevice(db.transaction("local").store);

export const SHARED_CASES: readonly RecordCase[] = [
  {
    name: "log and own decks go to another device, which leaves the first one's files where they are",
    run: async (place) => {
      const theirs = await onDevice(async (db) => {
        await installDeck(db, ownDeck, scheduler, NOW, "own");
        await merge(db, reviews(1010, NOW, OTHER_DEVICE), scheduler);
        equal((await exchanged(db, place)).complete, true, "complete");
        return wholeLog(db);
      });
      const files = await place.list();
      await onDevice(async (db) => {
        const done = await exchanged(db, place);
        equal([done.taken, done.decks, done.complete, done.others.length], [theirs.length, 1, true, 1], "what is told");
        equal(idsOf(await wholeLog(db)), idsOf(theirs), "the log");
        equal(await readDeck(db, OWN), ownDeck, "the deck");
        const left = new Set(await place.list());
        equal(
          files.filter((name) => !left.has(name)),
          [],
          "files that are gone",
        );
      });
    },
  },
  {
    name: "a torn file is told of, and its own device writes it anew",
    run: (place) =>
      onDevice(async (db) => {
        await merge(db, reviews(1010), scheduler);
        await exchanged(db, place);
        const segments = segmentsIn(await place.list()).map(({ name }) => name);
        await damage(place, segments);
        const own = { device: await idOf(db), rows: await wholeLog(db), tokens: await readPosition(db, TOKENS) };
        db.close();
        await deleteDatabase();
        await onDevice(async (other) => equal((await exchanged(other, place)).unreadable, 1, "unreadable files"));
        await onDevice(async (again) => {
          await again.put("local", deviceRow(own.device));
          await keepPosition(again, TOKENS, own.tokens);
          await merge(again, own.rows, scheduler);
          await exchanged(again, place);
        });
        await onDevice(async (other) => equal((await exchanged(other, place)).taken, 1010, "what comes in then"));
      }),
  },
  {
    name: "a copied profile is noticed; a device that was at another place meanwhile is not taken for one",
    run: (place) =>
      onDevice(async (db) => {
        const [id, other] = [await idOf(db), memoryFiles("shared", "another")];
        await exchanged(db, place);
        for (let i = 0; i < 3; i++) await exchanged(db, other);
        await exchanged(db, place);
        equal(await idOf(db), id, "the id after it came back");
        const known = await readPosition(db, TOKENS);
        await exchanged(db, place);
        await exchanged(db, place);
        await keepPosition(db, TOKENS, known);
        await exchanged(db, place);
        equal((await idOf(db)) === id, false, "whether the copy still has the id");
      }),
  },
  {
    name: "beside another place nothing is read twice, and each holds all",
    run: async (place) => {
      await onDevice(async (db) => {
        await installDeck(db, ownDeck, scheduler, NOW, "own");
        await merge(db, reviews(1010, NOW, OTHER_DEVICE), scheduler);
        await exchanged(db, place);
      });
      await onDevice(async (db) => {
        const [first, second] = [watched(place), watched(memoryFiles("shared", "another"))];
        for (const turn of ["first", "second"]) {
          equal((await exchanged(db, first.place)).complete, true, `complete, the ${turn} time`);
          equal((await exchanged(db, second.place)).complete, true, `complete elsewhere, the ${turn} time`);
          if (turn === "first") first.read.length = 0;
        }
        equal(segmentsIn(first.read), [], "segments that were read again");
        equal(decksIn(await second.place.list()).length, 1, "decks in the other place");
      });
    },
  },
];

const TOKENS = "shared-place-tokens";
