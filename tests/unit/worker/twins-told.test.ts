/** The preview of a file counts as new reviews only those that will count: what is here under another id is no new one. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { correctClock } from "../../../src/store/writing/correct-clock.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly, useProfile } from "../../support/files/bringing.ts";

const at = useProfile();
const { anew, studied, packed, backup, bring, counted } = at;
const ALL = [2, 1, 1, 0, 0];
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubGlobal("navigator", {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const look = async (file: Blob) => (await inspectFile(at.db, file, quietly)).preview;
const zone = (minutes: number) => vi.spyOn(systemClock, "offsetAt").mockReturnValue(minutes);

/** A backup of a machine that has imported the package in another zone. */
async function ofOtherZone(file: Blob): Promise<Blob> {
  await anew();
  zone(600);
  await bring(file);
  const other = await backup();
  await anew();
  zone(0);
  return other;
}

test("a backup of a machine that has imported the same package brings entries, and no new review", async () => {
  await studied();
  const file = await packed();
  const other = await ofOtherZone(file);
  await bring(file);
  const { preview, restored } = await bring(other);
  expect(preview).toMatchObject({ added: 4, twins: 4, addedOfKind: {}, merge: { startCounting: 0 } });
  expect([restored.added, await counted()]).toEqual([4, ALL]);
  expect(await look(other)).toMatchObject({ added: 0, twins: 0, known: 4 });
  await foldsToItself(at.db);
});

test("so it is for a package where only one review of it is new", async () => {
  await studied();
  const older = await packed();
  await grade(at.db, await get(at.db, forward("d")), 3, NOW + 4_000_000);
  const newer = await packed();
  const other = await ofOtherZone(older);
  await bring(other);
  expect(await look(newer)).toMatchObject({ added: 1, known: 4, twins: 0, addedOfKind: { review: 1 } });
});

test("a file that holds each review twice brings each once to an empty log", async () => {
  await studied();
  const file = await packed();
  const other = await ofOtherZone(file);
  await bring(file);
  await bring(other);
  const both = await backup();
  await anew();
  const { preview } = await bring(both);
  expect(preview).toMatchObject({ added: 8, twins: 4, addedOfKind: { review: 4 }, merge: { startCounting: 4 } });
  expect(await counted()).toEqual(ALL);
});

test("what was taken back with its file is none that stands for another", async () => {
  await studied();
  const file = await packed();
  const other = await ofOtherZone(file);
  await bring(file);
  expect((await takeBack(at.db, quietly))?.takenBack).toBe(4);
  const { preview } = await bring(other);
  expect(preview).toMatchObject({ added: 4, twins: 0, addedOfKind: { review: 4 }, merge: { startCounting: 4 } });
  expect(await counted()).toEqual(ALL);
});

test("what its own events stand for is none, in whichever order both come", async () => {
  await studied();
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(file);
  expect((await bring(own)).preview).toMatchObject({ added: 4, twins: 4, merge: { startCounting: 0 } });
  const log = await wholeLog(at.db);
  const imported = log.filter((event) => "surface" in event && event.surface === "import");
  await anew();
  await bring(own);
  expect(await look(await backupBlob({ events: imported }))).toMatchObject({ added: 4, twins: 4, addedOfKind: {} });
});

test("a review that Anki dates in the future is known after its date was put right here, on every machine", async () => {
  const aheadMs = Date.now() + 900 * DAY_MS;
  await grade(at.db, await get(at.db, forward("a")), 3, aheadMs);
  const file = await packed();
  await anew();
  await bring(file);
  expect(await correctClock(at.db, () => maker(Date.now()))).toBe(1);
  const log = await wholeLog(at.db);
  expect(await look(file)).toMatchObject({ added: 0, known: 1 });
  // Another machine gets both by the folder; it is of another zone, and would give the review another id.
  await anew();
  await merge(at.db, log, scheduler);
  zone(720);
  expect(await look(file)).toMatchObject({ added: 0, twins: 0, known: 1, merge: { startCounting: 0, cards: 0 } });
  await restore(at.db, await inspectFile(at.db, file, quietly), { mode: "merge", withSettings: false }, quietly);
  expect((await get(at.db, forward("a"))).state.reviews).toBe(1);
});

test("two reviews of one card stay two, and both are counted", async () => {
  await studied();
  const log: readonly Envelope[] = (await wholeLog(at.db)).filter((event) => isOfKind(event, "review"));
  const imported = log.map((event, i) => ({
    ...event,
    id: `${event.id.slice(0, -1)}${i + 1}` as EventId,
    surface: "import",
  }));
  await anew();
  expect(await look(await backupBlob({ events: imported }))).toMatchObject({
    ...{ added: 4, twins: 0, addedOfKind: { review: 4 }, merge: { startCounting: 4 } },
  });
});
