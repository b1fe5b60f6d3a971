/** One row of the log that is no event: files still go out and come in, whole, and without it. */
import { decodeBackup } from "../../support/files/backup-text.ts";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeEventId } from "../../../src/core/ids.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";

import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, random, scheduler } from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const ROWS: [string, (review: ReviewEvent) => object][] = [
  ["with no promise", ({ next: _, ...rest }) => rest],
  ["of no card", ({ card: _, ...rest }) => rest],
  ["from no day", (review) => ({ ...review, studyDay: Number.NaN })],
  ["that came back from no program", (review) => ({ ...review, surface: "import", atMs: null })],
];

describe.each(ROWS)("beside a review %s", (_, spoil) => {
  let db: Database;
  let good: ReviewEvent;
  const backupOf = async (): Promise<Blob> => exportFile(db, { format: "json", appVersion: "1.0.0" }, quietly);

  beforeEach(async () => {
    await deleteDatabase();
    db = await openDatabase();
    await installDeck(db, deck(FIVE), scheduler, NOW);
    const written = await grade(db, await get(db, forward("a")), 3, NOW);
    if (!written) throw new Error("the grade was refused");
    good = written.event;
    await db.add("events", spoil({ ...good, id: makeEventId(NOW - DAY_MS, random()) }) as never);
  });
  afterEach(() => db.close());

  test("a backup is written that can be read", async () => {
    const result = await decodeBackup(await (await backupOf()).text());
    expect(result).toMatchObject({ log: { events: [good] } });
  });

  test("tables are written", async () => {
    const table = await exportFile(db, { format: "reviews", separator: ",", times: true }, quietly);
    expect((await table.text()).trim().split("\n")).toHaveLength(2);
  });

  test.each(["merge", "replace"] as const)("a file is taken: %s", async (mode) => {
    const file = await backupOf();
    await grade(db, await get(db, forward("a")), 1, NOW + 60_000);
    const chosen = await inspectFile(db, file, quietly);
    const rows = (await wholeLog(db)).length;
    const restored = await restore(db, chosen, { mode, withSettings: false }, quietly);
    expect(restored.takenBack).toBe(mode === "replace" ? 1 : 0);
    expect((await wholeLog(db)).length).toBe(rows + restored.takenBack);
    expect((await get(db, forward("a"))).state.reviews).toBe(mode === "replace" ? 1 : 2);
  });

  test.each(["merge", "replace"] as const)("a file that has it whole heals it: %s", async (mode) => {
    const file = await backupOf();
    const place = await db.getKeyFromIndex("events", "id", good.id);
    await db.put("events", { ...spoil(good), id: good.id } as never, place);
    const chosen = await inspectFile(db, file, quietly);
    expect(chosen.preview).toMatchObject({ added: 0, mended: 1, addedOfKind: {}, known: 0, conflicting: 0 });
    expect(chosen.preview).toMatchObject({
      withoutSettings: { added: 0, addedOfKind: {} },
      replace: { stopCounting: 0 },
    });
    const restored = await restore(db, chosen, { mode, withSettings: false }, quietly);
    expect(restored).toMatchObject({ added: 0, mended: 1, takenBack: 0, canTakeBack: false });
    expect(await db.getFromIndex("events", "id", good.id)).toEqual(good);
    expect((await get(db, forward("a"))).state.reviews).toBe(1);
  });
});
