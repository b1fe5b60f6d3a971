/** Whatever a learner does, what the preview of a file says is what bringing it in does. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { countedReviews } from "../../../src/core/log/fold.ts";
import { makeReset } from "../../../src/core/log/make-event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { keepRest, lastRestore } from "../../../src/worker/last-restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { quietly, stopAt, useProfile } from "../../support/files/bringing.ts";

const at = useProfile();
const { anew, backup, packed, bring, counted: countedOfFive } = at;

const card = (name: string) => get(at.db, forward(name));
/** At a time that is later than all before. */
const DEEDS = {
  gradeA: async (atMs: number) => grade(at.db, await card("a"), 3, atMs),
  gradeB: async (atMs: number) => grade(at.db, await card("b"), 1, atMs),
  gradeElsewhere: async (atMs: number) => grade(at.db, await card("a"), 4, atMs, OTHER_DEVICE),
  undo: async (atMs: number) => undo(at.db, atMs).catch(() => null),
  reset: async (atMs: number) => merge(at.db, [makeReset(await card("a"), maker(atMs))], scheduler),
  star: async (atMs: number) => setMark(at.db, await card("a"), true, () => maker(atMs)),
  unstar: async (atMs: number) => setMark(at.db, await card("a"), false, () => maker(atMs)),
  takeBack: () => takeBack(at.db, quietly),
  takeBackInPart: () => takeBack(at.db, stopAt(3), 1).catch(() => null),
  keepTheRest: async () => keepRest(at.db, (await lastRestore(at.db))?.atMs ?? 0),
  newProfile: anew,
};
const names = Object.keys(DEEDS) as (keyof typeof DEEDS)[];
const SAVED = ["first", "second", "package"] as const;
const step = fc.oneof(
  fc.record({ bring: fc.constantFrom(...SAVED), mode: fc.constantFrom("merge", "replace") }),
  fc.record({ save: fc.constantFrom(...SAVED, "log") }),
  { weight: 2, arbitrary: fc.constantFrom(...names, "sync") },
);

test("in any order of studying, saving, bringing in and taking back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
      await DEEDS.newProfile();
      const saved = new Map<string, { file: Blob; counted: readonly number[] }>();
      let log: Awaited<ReturnType<typeof wholeLog>> = [];
      for (const [i, one] of steps.entries()) {
        const atMs = NOW + i * 600_000;
        if (one === "sync") await merge(at.db, log, scheduler);
        else if (typeof one === "string") await DEEDS[one](atMs);
        else if ("save" in one) {
          const counted = await countedOfFive();
          if (one.save === "log") log = await wholeLog(at.db);
          else if (one.save !== "package") saved.set(one.save, { file: await backup(), counted });
          else if (counted.some((reviews) => reviews > 0)) saved.set(one.save, { file: await packed(), counted });
        } else {
          const { file, counted } = saved.get(one.bring) ?? {};
          if (file && (await lastRestore(at.db))?.isBegun) {
            await expect(bring(file)).rejects.toMatchObject({ problem: { key: "backup_lastInPart" } });
            await DEEDS.keepTheRest();
          }
          if (file) await isAsForetold(file, one.bring === "package" ? "merge" : one.mode);
          if (file && one.bring !== "package" && one.mode === "replace") expect(await countedOfFive()).toEqual(counted);
        }
        await foldsToItself(at.db);
      }
    }),
    { numRuns: 40 },
  );
});

/** Brings a file in, and holds what came of it against what was said before. */
async function isAsForetold(file: Blob, mode: "merge" | "replace"): Promise<void> {
  const before = await reviewsThatCount();
  const logBefore = await wholeLog(at.db);
  const { preview, restored } = await bring(file, mode);
  const after = await reviewsThatCount();
  const changes = mode === "merge" ? preview.merge : preview.replace;
  expect(restored.takenBack).toBe(changes?.stopCounting);
  if (mode === "replace") expect(restored.othersTakenBack).toBe(preview.withoutSettings.othersTakenBack);
  // What comes again takes undos back, which nobody loses.
  else if (preview.again === 0) expect(restored.othersTakenBack).toBe(othersGone(logBefore, await wholeLog(at.db)));
  if (mode === "merge") expect(restored.added).toBe(preview.added + preview.again);
  expect(before - after).toBeLessThanOrEqual(changes?.stopCounting ?? 0);
  const then = (await inspectFile(at.db, file, quietly)).preview;
  expect([then.added, then.again, then.merge.cards]).toEqual([0, 0, 0]);
}

/** How many entries but reviews count no longer. */
function othersGone(before: readonly Envelope[], after: readonly Envelope[]): number {
  const [then, now] = [takenBack(before), takenBack(after)];
  return before.filter((event) => event.kind !== "review" && !then.has(event.id) && now.has(event.id)).length;
}

/** Also those before a reset. */
async function reviewsThatCount(): Promise<number> {
  const log = await wholeLog(at.db);
  const cards = [...new Set(log.flatMap((event) => event.card ?? []))];
  return cards.flatMap((id) => countedReviews(log.filter((event) => event.card === id))).length;
}
