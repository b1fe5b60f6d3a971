/** Between the look at a file and the word to add it, another machine's exchange arrives, which has taken that file back. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { takeIn } from "../../../src/copies/take-in/take-in.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { type Chosen, inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import {
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
} from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { deck } from "../../support/samples/cards.ts";

const EVENTS = reviewsOf("a", 3, NOW - 30 * DAY_MS);
const undoOf = (event: Envelope, as?: "file") => makeUndo(event, maker(NOW - DAY_MS, OTHER_DEVICE), as);
const UNDOS = EVENTS.map((event) => undoOf(event, "file"));

let db: Database;
let chosen: Chosen;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  chosen = await inspectFile(db, await backupBlob({ events: EVENTS }), quietly);
  expect([chosen.preview.added, chosen.preview.again]).toEqual([3, 0]);
});
beforeEach(() => vi.stubGlobal("navigator", {}));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const add = () => restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
const counting = async () => (await get(db, forward("a"))).state.reviews;

describe("what is said to have come counts", () => {
  test.each<[string, readonly Envelope[]]>([
    ["the undos alone", UNDOS],
    ["the entries as well", [...EVENTS, ...UNDOS]],
    ["the undo of one", UNDOS.slice(0, 1)],
  ])("%s have come", async (_, come) => {
    await takeIn(db, come);
    expect((await add()).added).toBe(3);
    expect(await counting()).toBe(3);
    expect(await lastRestore(db)).toMatchObject({ added: 3 });
    await foldsToItself(db);
  });

  test("they come while it is looked at once more", async () => {
    await takeIn(db, UNDOS.slice(0, 1));
    const stream = vi.spyOn(chosen.file, "stream");
    let come: Promise<unknown> | null = null;
    stream.mockImplementation(() => {
      come ??= takeIn(db, UNDOS.slice(1));
      return Blob.prototype.stream.call(chosen.file);
    });
    expect((await add()).added).toBe(3);
    await come;
    expect(come).not.toBeNull();
    expect(await counting()).toBe(3);
  });
});

test("nobody reads the file once more for what has nothing to do with it", async () => {
  const stream = vi.spyOn(chosen.file, "stream");
  await grade(db, await get(db, forward("b")), 3, NOW);
  const [other] = reviewsOf("c", 1, NOW - 20 * DAY_MS);
  if (!other) throw new Error("no review");
  await merge(db, [other, undoOf(other, "file")], scheduler);
  expect((await add()).added).toBe(3);
  expect(stream).not.toHaveBeenCalled();
  expect(await counting()).toBe(3);
});

test("what somebody there took back by itself stays so", async () => {
  const [first] = EVENTS;
  if (!first) throw new Error("no review");
  await takeIn(db, [undoOf(first)]);
  expect((await add()).added).toBe(3);
  expect(await counting()).toBe(2);
});
