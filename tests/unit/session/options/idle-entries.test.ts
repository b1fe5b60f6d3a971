/** The numbers that a page tells of a file come to as many entries as it brought. */
import { expect, test } from "vitest";
import { makeUndo } from "../../../../src/core/log/make-event.ts";
import { idleEntries } from "../../../../src/session/options/idle-entries.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { lastRestore } from "../../../../src/worker/last-restore.ts";
import { takeBack } from "../../../../src/worker/take-back.ts";
import { FIVE, forward, get, grade, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { backupBlob } from "../../../support/files/backup-blob.ts";
import { quietly, useProfile } from "../../../support/files/bringing.ts";
import { lastFile } from "../../../support/files/last-file.ts";
import { deck } from "../../../support/samples/cards.ts";

const profile = useProfile();

test("undos within the file are the rest, at each step of taking it back", async () => {
  const { db } = profile;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  const made = [...reviewsOf("a", 3, NOW - 9e8), ...reviewsOf("b", 3, NOW - 9e8)];
  const undos = made.slice(0, 2).map((event, i) => makeUndo(event, maker(NOW - 1e6 + i)));
  await profile.bring(await backupBlob({ events: [...made, ...undos] }));
  const whole = await lastRestore(db);
  if (!whole) throw new Error("nothing to take back");
  expect(whole.added).toBe(8);
  await expect(
    takeBack(
      db,
      ({ done }) => {
        if (done > 0) throw new Error("ended");
      },
      1,
    ),
  ).rejects.toThrow("ended");
  const half = await lastRestore(db);
  expect(half?.left).toBeGreaterThan(0);
  expect(idleEntries(whole, (half?.undone ?? 0) + (half?.left ?? 0))).toBe(2);
  const done = await takeBack(db, quietly);
  expect(done).toEqual({ takenBack: 6, unreadable: 0 });
  expect(idleEntries(whole, 6)).toBe(2);
});

test("of a file that replaced what was here nothing is said: what it took back goes with it", async () => {
  const { db } = profile;
  await profile.studied();
  const file = await profile.backup();
  await grade(db, await get(db, forward("d")), 3, NOW + 9e6);
  const { restored } = await profile.bring(file, "replace");
  expect(restored).toMatchObject({ added: 0, takenBack: 1 });
  const last = await lastRestore(db);
  expect(last && idleEntries(last, 1)).toBe(0);
  expect(idleEntries(lastFile({ added: 9, othersTakenBack: 1 }), 2)).toBe(0);
});
