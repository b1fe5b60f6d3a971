/** What a preview counts is what comes, whether the settings of the file come along or are left out. */
import { expect, test } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeSetting, makeUndo } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { FIVE, maker, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { deck } from "../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

const setting = (value: number, atMs = NOW - 50_000): Envelope =>
  makeSetting("newPerDay", value, null, maker(atMs, OTHER_DEVICE));
const inspect = async (events: readonly Envelope[]) => inspectFile(db, await backupBlob({ events }), quietly);

async function come(events: readonly Envelope[], withSettings: boolean): Promise<number> {
  const { added, mended } = await restore(db, await inspect(events), { mode: "merge", withSettings }, quietly);
  return added + mended;
}

test("new settings, undos of them, and such as are dated ahead", async () => {
  // The clock of the worker is the machine's.
  const ahead = setting(9, Date.now() + 900 * DAY_MS);
  const events = [...reviews(3, NOW - 60_000, OTHER_DEVICE), setting(7), ahead];
  const file = [...events, makeUndo(setting(7), maker(NOW, OTHER_DEVICE)), makeUndo(ahead, maker(NOW, OTHER_DEVICE))];
  const { preview } = await inspect(file);
  expect(preview).toMatchObject({
    ...{ added: 7, addedOfKind: { review: 3, setting: 2, undo: 2 }, merge: { inFuture: 1 } },
    // What one of the undos takes back nobody has.
    withoutSettings: { added: 4, addedOfKind: { review: 3, undo: 1 }, inFuture: 0 },
  });
  expect(await come(file, false)).toBe(preview.withoutSettings.added);
});

test("settings that would come again", async () => {
  const file = [...reviews(2, NOW - 60_000, OTHER_DEVICE), setting(7)];
  await come(file, true);
  await takeBack(db, quietly);
  const { preview } = await inspect(file);
  expect(preview).toMatchObject({ added: 0, again: 3, withoutSettings: { added: 0, again: 2 } });
  expect(await come(file, false)).toBe(2);
  expect((await inspect(file)).preview).toMatchObject({ again: 1, withoutSettings: { added: 0, again: 0 } });
});

test("a setting that is here, and cannot be read, comes either way", async () => {
  const mine = setting(5);
  await merge(db, [mine], scheduler);
  await db.put("events", { id: mine.id } as never, await db.getKeyFromIndex("events", "id", mine.id));
  const file = [mine, setting(6, NOW)];
  expect((await inspect(file)).preview).toMatchObject({ added: 1, mended: 1, withoutSettings: { added: 0 } });
  expect(await come(file, false)).toBe(1);
});
