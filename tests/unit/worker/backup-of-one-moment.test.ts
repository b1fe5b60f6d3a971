/** A backup that is made while a file is taken back on another page. */
import { expect, test } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { FIVE, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviews, reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { whenAsked } from "../../support/database/when-asked.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const MINE = "mine" as DeckId;
const own = deck([content("own", 0, { deck: MINE })], "1", { id: MINE });
let db: Database;
useDatabase((opened) => {
  db = opened;
});

test("what came with a file that is taken back while the log is read is there, its deck and its reviews", async () => {
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, reviews(100), scheduler);
  while (await packNext(db, 10));
  const file = await backupBlob({ events: reviewsOf("a", 3, NOW - 9e8), ownDecks: [own] });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: false }, quietly);
  const other = await openDatabase();
  const found = await readLogExport(whenAsked(db, "get", "packed", () => takeBack(other, quietly)));
  const after = await readLogExport(other);
  other.close();
  expect([found.events.length, found.decks.length, found.ownDecks.length]).toEqual([103, 2, 1]);
  // It was taken back indeed.
  expect([after.decks.length, after.ownDecks.length]).toEqual([1, 0]);
});
