/** How many decks a file has brought is what its own transaction has written, whatever the preview said before. */
import { expect, test } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const own = (name: string, version = "1") => {
  const id = name as DeckId;
  return deck([content("a", 0, { deck: id })], version, { id });
};

test("new ones and other versions count, and none that another page has brought since", async () => {
  const ownDecks = [own("new"), own("later", "2"), own("same"), own("older"), own("meanwhile")];
  for (const one of [own("later"), own("same"), own("older", "2")]) await installDeck(db, one, scheduler, NOW, "own");
  const chosen = await inspectFile(db, await backupBlob({ ownDecks }), quietly);
  await installDeck(db, own("meanwhile"), scheduler, NOW, "own");
  expect(await restore(db, chosen, { mode: "merge", withSettings: false }, quietly)).toMatchObject({ decks: 2 });
});
