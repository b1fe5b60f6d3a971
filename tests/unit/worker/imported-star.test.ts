/** What came from Anki is not what was done here today: Undo on a study page leaves it alone. */
import { unzipSync } from "fflate";
import { expect, test, vi } from "vitest";
import type { EventId } from "../../../src/core/ids.ts";
import { writeAnkiPackage } from "../../../src/exchange/anki/write-package.ts";
import { readDevice } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { nextUndo } from "../../../src/store/writing/undo.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { LABELS } from "../../anki/labels.ts";
import { at, FIVE, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { packageOf, sql } from "../../support/files/collections.ts";
import { deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

/** Brings in a package in which one card was given a star ten minutes ago. */
async function bringStar(): Promise<void> {
  const clock = vi.spyOn(Date, "now").mockReturnValue(NOW);
  const plain = new Uint8Array(await writeAnkiPackage(await readStudyData(db), LABELS));
  const collection = new sql.Database(unzipSync(plain)["collection.anki2"]);
  collection.run(
    `UPDATE notes SET tags = ' marked ', mod = ${Math.floor(NOW / 1000) - 600} WHERE guid LIKE '%/a/forward'`,
  );
  const bytes = collection.export();
  collection.close();
  const chosen = await inspectFile(db, new Blob([packageOf(bytes)]), quietly);
  expect(chosen.log.events).toMatchObject([{ kind: "mark", surface: "import" }]);
  await restore(db, chosen, { mode: "merge", withSettings: true }, quietly);
  clock.mockRestore();
}

const undoes = async (made: readonly EventId[] = []) =>
  nextUndo(db, { made, device: await readDevice(db.transaction("local").store), studyDay: at(NOW).today });

test("a star that came from Anki today is not what Undo takes back", async () => {
  await bringStar();
  expect(await undoes()).toBeNull();
});

test("nor does it keep a page from taking back the answer that the card was given before", async () => {
  await grade(db, await get(db, forward("a")), 3, NOW - 20 * 60_000);
  const [answer] = await wholeLog(db);
  if (!answer) throw new Error("no answer");
  await bringStar();
  expect(await undoes([answer.id])).toEqual(answer);
});
