/** Taking a file back takes away the decks that it brought, and no later version of them that came from elsewhere since. */
import { expect, test } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import { positionRow, removedDecks } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore, readKept } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const [MINE, OTHER] = ["mine" as DeckId, "other" as DeckId];
let db: Database;
useDatabase(async (opened) => {
  db = opened;
});

const own = (id: DeckId, version: string) => deck([content("a", 0, { deck: id })], version, { id });

async function bring(): Promise<void> {
  const file = await backupBlob({ ownDecks: [own(MINE, "1"), own(OTHER, "1")] });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: false }, quietly);
}
const here = async () => (await db.getAll("decks")).map(({ id, version }) => [id, version]);
const removed = async () => [...(await removedDecks(db.transaction("local").store))];

test("a later version stays, and copies may go on bringing it; the deck that is as it was brought goes", async () => {
  await bring();
  await installDeck(db, own(MINE, "2"), scheduler, NOW, "own");
  await takeBack(db, quietly);
  expect(await here()).toEqual([[MINE, "2"]]);
  expect(await removed()).toEqual([OTHER]);
  expect(await lastRestore(db)).toBeNull();
});

test("what an earlier version kept, which says no version, is taken back as it was then", async () => {
  await bring();
  const { versions: _, ...kept } = (await readKept(db)) ?? {};
  await db.put("local", positionRow("last-restore", kept));
  await installDeck(db, own(MINE, "2"), scheduler, NOW, "own");
  await takeBack(db, quietly);
  expect(await here()).toEqual([]);
  expect(await removed()).toEqual([MINE, OTHER]);
});
