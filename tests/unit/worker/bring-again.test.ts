/** A file that was taken back and is brought in again. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { keepRest, lastRestore } from "../../../src/worker/last-restore.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { reschedule } from "../../../src/worker/reschedule.ts";
import { restore } from "../../../src/worker/restore.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, forward, get, grade, maker, NOW, scheduler, undo } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { FILES, quietly, stopAt, useProfile } from "../../support/files/bringing.ts";

const at = useProfile();
const { anew, studied, packed, backup, bring, counted } = at;
const look = async (file: Blob) => (await inspectFile(at.db, file, quietly)).preview;
const keepTheRest = async () => keepRest(at.db, (await lastRestore(at.db))?.atMs ?? 0);
type Way = keyof typeof FILES;

test.each<Way>(["package", "backup"])(
  "a %s that was taken back comes again, and can be taken back again",
  async (way) => {
    await studied();
    const file = await FILES[way](at.db);
    await anew();
    await bring(file);
    const before = await at.db.getAll("states");
    await takeBack(at.db, quietly);
    expect(await counted()).toEqual([0, 0, 0, 0, 0]);
    const { preview, restored } = await bring(file);
    expect(preview).toMatchObject({ added: 0, known: 0, again: 4, merge: { startCounting: 4, cards: 3 } });
    expect(restored).toMatchObject({ added: 4, canTakeBack: true });
    const states = (await at.db.getAll("states")).map(({ id, state: { lastEventAtMs: _, ...state } }) => ({
      id,
      state,
    }));
    expect(states).toEqual(before.map(({ id, state: { lastEventAtMs: _, ...state } }) => ({ id, state })));
    expect(await look(file)).toMatchObject({ added: 0, known: 4, again: 0 });
    await takeBack(at.db, quietly);
    expect(await counted()).toEqual([0, 0, 0, 0, 0]);
    await foldsToItself(at.db);
  },
);

test("a newer package gives its cards their histories from the beginning", async () => {
  await studied();
  const older = await packed();
  await grade(at.db, await get(at.db, forward("a")), 3, NOW + 9_000_000);
  const newer = await packed();
  const a = (await get(at.db, forward("a"))).state;
  await anew();
  await bring(older);
  await takeBack(at.db, quietly);
  const { preview } = await bring(newer);
  expect(preview).toMatchObject({ added: 1, known: 0, again: 4 });
  expect((await get(at.db, forward("a"))).state).toMatchObject({ reviews: 3, phase: a.phase, dueDay: a.dueDay });
});

const hasStar = async (name: string) =>
  (await readStudyData(at.db)).cards.find(({ id }) => id === forward(name))?.isMarked;

test("a star of a package comes again with it", async () => {
  await studied();
  await setMark(at.db, await get(at.db, forward("a")), true, () => maker(NOW + 5_000_000));
  const file = await packed();
  await anew();
  await bring(file);
  await takeBack(at.db, quietly);
  expect((await bring(file)).preview).toMatchObject({ again: 5 });
  expect(await hasStar("a")).toBe(true);
});

test.each<Way>(["package", "backup"])(
  "a star of a %s that was kept with its rest stays, whatever comes and goes",
  async (way) => {
    await studied();
    await setMark(at.db, await get(at.db, forward("c")), true, () => maker(NOW + 5_000_000));
    const file = await FILES[way](at.db);
    await anew();
    await bring(file);
    await takeBack(at.db, stopAt(3), 1).catch(() => null);
    expect(await hasStar("c")).toBe(true);
    const left = await counted();
    await keepTheRest();
    await bring(file);
    expect(await counted()).toEqual([2, 1, 1, 0, 0]);
    await takeBack(at.db, quietly);
    expect([await counted(), await hasStar("c")]).toEqual([left, true]);
    await foldsToItself(at.db);
  },
);

test.each<Way>(["package", "backup"])("an answer that the user took back stays so, and a %s says that", async (way) => {
  await studied();
  const file = await FILES[way](at.db);
  await undo(at.db, NOW + 3_000_000);
  expect(await look(file)).toMatchObject({ added: 0, known: 4, again: 0, merge: { cards: 0 } });
  await bring(file);
  expect(await counted()).toEqual([1, 1, 1, 0, 0]);
});

test("what the file has taken back itself stays so", async () => {
  await studied();
  await undo(at.db, NOW + 3_000_000);
  const file = await backup();
  await anew();
  await bring(file);
  await takeBack(at.db, quietly);
  expect((await bring(file)).preview).toMatchObject({ again: 4 });
  expect(await counted()).toEqual([1, 1, 1, 0, 0]);
});

test("an undo that a file brought for an answer of here comes again with it", async () => {
  await studied();
  const before = await backup();
  await undo(at.db, NOW + 3_000_000);
  const file = await backup();
  await anew();
  await bring(before);
  await bring(file);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual([2, 1, 1, 0, 0]);
  expect((await bring(file)).preview).toMatchObject({ added: 0, again: 1 });
  expect(await counted()).toEqual([1, 1, 1, 0, 0]);
});

test("a package whose reviews a backup brought as well comes again, whichever was taken back last", async () => {
  await studied();
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(file);
  await takeBack(at.db, quietly);
  await bring(own);
  expect(await counted()).toEqual([2, 1, 1, 0, 0]);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual([0, 0, 0, 0, 0]);
  expect((await bring(file)).preview).toMatchObject({ added: 0, again: 4 });
  expect(await counted()).toEqual([2, 1, 1, 0, 0]);
});

test("a backup of reviews that came through Anki leaves those when it is taken back", async () => {
  await studied();
  const file = await packed();
  await grade(at.db, await get(at.db, forward("d")), 3, NOW + 9_000_000);
  const own = await backup();
  await anew();
  await bring(file);
  for (const mode of ["merge", "replace"] as const) {
    expect((await bring(own, mode)).preview.merge).toMatchObject({ startCounting: 1, stopCounting: 0 });
    expect(await counted()).toEqual([2, 1, 1, 1, 0]);
    await takeBack(at.db, quietly);
    expect(await counted()).toEqual([2, 1, 1, 0, 0]);
  }
});

test("what another page takes back after a file was looked at comes with that file", async () => {
  await studied();
  const own = await backup();
  await anew();
  await bring(own);
  const chosen = await inspectFile(at.db, own, quietly);
  expect(chosen.preview).toMatchObject({ added: 0, again: 0 });
  await takeBack(at.db, quietly);
  await restore(at.db, chosen, { mode: "merge", withSettings: false }, quietly);
  expect(await counted()).toEqual([2, 1, 1, 0, 0]);
});

test("two pages that bring a file again bring it once", async () => {
  await studied();
  const own = await backup();
  await anew();
  await bring(own);
  await takeBack(at.db, quietly);
  const both = await Promise.all([inspectFile(at.db, own, quietly), inspectFile(at.db, own, quietly)]);
  const restored = await Promise.all(
    both.map((chosen) => restore(at.db, chosen, { mode: "merge", withSettings: false }, quietly)),
  );
  expect(restored.map(({ added }) => added).sort()).toEqual([0, 4]);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual([0, 0, 0, 0, 0]);
});

test("a file comes although another page has brought it and taken it back since it was looked at", async () => {
  await studied();
  const own = await backup();
  await anew();
  const chosen = await inspectFile(at.db, own, quietly);
  await bring(own);
  await takeBack(at.db, quietly);
  expect(await restore(at.db, chosen, { mode: "merge", withSettings: false }, quietly)).toMatchObject({ added: 4 });
  expect(await counted()).toEqual([2, 1, 1, 0, 0]);
});

/** Files of one history: as it was made, through Anki, from who had both, and after the last answer was taken back. */
async function filesOfOne() {
  await studied();
  const made = { package: await packed(), backup: await backup() };
  await undo(at.db, NOW + 3_000_000);
  const undone = await backup();
  await anew();
  await bring(made.package);
  const ofImporter = await backup();
  await takeBack(at.db, quietly);
  const ofNobody = await backup();
  await bring(made.backup);
  return { ...made, undone, ofImporter, ofNobody, ofBoth: await backup() };
}

const ALL = [2, 1, 1, 0, 0];
/** What counts once nothing counts but the file. */
const COUNTED_ALONE = {
  ...{ package: ALL, backup: ALL, ofImporter: ALL, ofBoth: ALL },
  ...{ undone: [1, 1, 1, 0, 0], ofNobody: [0, 0, 0, 0, 0] },
};

test("whatever is brought and taken back in any order, each taking back leaves what was there before, and nothing doubles", async () => {
  const files = await filesOfOne();
  const names = Object.keys(files) as (keyof typeof files)[];
  const bringing = fc.record({ file: fc.constantFrom(...names), mode: fc.constantFrom("merge", "replace") });
  const step = fc.oneof(bringing, fc.constantFrom("takeBack", "takeBackInPart", "keepTheRest", "grade"));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      await anew();
      let graded = 0;
      /** What counted before the file that can be taken back now. */
      let before: number[] | null = null;
      for (const one of steps) {
        const now = await counted();
        if (one === "grade") {
          await grade(at.db, await get(at.db, forward("e")), 3, NOW + 20_000_000 + graded++ * 600_000);
          if (before) before[4] = (before[4] ?? 0) + 1;
        } else if (one === "takeBack") {
          await takeBack(at.db, quietly);
          expect(await counted()).toEqual(before ?? now);
          before = null;
        } else if (one === "takeBackInPart") {
          await takeBack(at.db, stopAt(3), 1).catch(() => null);
          if ((await lastRestore(at.db)) !== null) continue;
          // It was short.
          expect(await counted()).toEqual(before ?? now);
          before = null;
        } else if (one === "keepTheRest") {
          await keepTheRest();
          expect(await counted()).toEqual(now);
          if ((await lastRestore(at.db)) === null) before = null;
        } else if (typeof one === "object") {
          const { file } = one;
          const mode = one.mode === "replace" && file !== "package" ? "replace" : "merge";
          if ((await lastRestore(at.db))?.isBegun) {
            await expect(bring(files[file], mode)).rejects.toMatchObject({ problem: { key: "backup_lastInPart" } });
            await keepTheRest();
            before = null;
          }
          const was = await lastRestore(at.db);
          await bring(files[file], mode);
          if (JSON.stringify(await lastRestore(at.db)) !== JSON.stringify(was)) before = now;
          const after = await counted();
          const most = [...ALL.slice(0, 4), graded];
          expect(after.map((reviews, i) => Math.min(reviews, most[i] ?? 0))).toEqual(after);
          const { added, again, merge } = await look(files[file]);
          expect({ added, again, cards: merge.cards }).toEqual({ added: 0, again: 0, cards: 0 });
          if (mode === "replace") expect(after).toEqual(COUNTED_ALONE[file]);
        }
        await foldsToItself(at.db);
      }
    }),
    { numRuns: 40 },
  );
});

describe("days that many cards were given at once, and that were put back,", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    return () => vi.useRealTimers();
  });
  const dues = async () => (await at.db.getAll("states")).map(({ id, state }) => [id, state.dueDay]);

  /** A backup that holds them, of before they were put back; and when the cards were due before, and with them. */
  async function putBack() {
    await at.anew();
    for (const name of ["a", "b"]) await merge(at.db, reviewsOf(name, 5, NOW - 3 * DAY_MS), scheduler);
    await saveSetting(at.db, "desiredRetention", 0.75, () => maker(NOW - 1000));
    const before = await dues();
    await reschedule(at.db, quietly);
    const given = await dues();
    expect(given).not.toEqual(before);
    const file = await backup();
    vi.setSystemTime(NOW + 60_000);
    await takeBackRescheduling(at.db, quietly);
    expect(await dues()).toEqual(before);
    return { file, before, given };
  }

  test("stay so where an older backup is added", async () => {
    const { file, before } = await putBack();
    const { preview, restored } = await bring(file);
    expect(preview).toMatchObject({ added: 0, again: 0, merge: { cards: 0 } });
    expect(restored).toMatchObject({ added: 0 });
    expect(await dues()).toEqual(before);
    await foldsToItself(at.db);
  });

  test("come again where that replaces all, and go again with it", async () => {
    const { file, before, given } = await putBack();
    await bring(file, "replace");
    expect(await dues()).toEqual(given);
    await takeBack(at.db, quietly);
    expect(await dues()).toEqual(before);
    await foldsToItself(at.db);
  });
});
