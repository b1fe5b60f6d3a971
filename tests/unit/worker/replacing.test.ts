/** What a preview says of a replacement is what the replacement does. */
import { afterEach, expect, test, vi } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeBury, makeMark, makeSuspend, makeUndo } from "../../../src/core/log/make-event.ts";
import type { StudyDay } from "../../../src/core/time/study-day.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark, setWording } from "../../../src/store/settings/set-own.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { at, FIVE, forward, get, grade, maker, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { NONE_SET } from "../../support/files/none-set.ts";
import { content, deck, TEST_DECK } from "../../support/samples/cards.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const quietly = (): void => {};
let db: Database;
const backup = (): Promise<Blob> => exportFile(db, { format: "json", appVersion: "1.0.0" }, quietly);

useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

test("all that is taken back is told before and after, also what is no review", async () => {
  await grade(db, await get(db, forward("a")), 3, NOW);
  const file = await backup();
  await setMark(db, await get(db, forward("a")), true, () => maker(NOW + 1000));
  const before = await wholeLog(db);
  const replace = async (told: readonly number[]) => {
    const chosen = await inspectFile(db, file, quietly);
    const { takenBack, othersTakenBack } = await restore(db, chosen, { mode: "replace", withSettings: false }, quietly);
    expect([takenBack, othersTakenBack]).toEqual(told);
    expect(chosen.preview.withoutSettings.othersTakenBack).toBe(othersTakenBack);
    expect(chosen.preview.othersTakenBack).toBe(othersTakenBack);
    expect(await lastRestore(db)).toMatchObject({ added: 0, takenBack, othersTakenBack });
  };
  await replace([0, 1]);
  expect(await wholeLog(db)).toHaveLength(before.length + 1);
  await grade(db, await get(db, forward("b")), 3, NOW + 2000);
  await setMark(db, await get(db, forward("b")), true, () => maker(NOW + 3000));
  await replace([1, 1]);
});

test("settings are among what is taken back only where the file's settings come along", async () => {
  const file = await backup();
  await setMark(db, await get(db, forward("a")), true, () => maker(NOW + 1000));
  await saveSetting(db, "newPerDay", 9, () => maker(NOW + 2000));
  const { preview } = await inspectFile(db, file, quietly);
  expect([preview.othersTakenBack, preview.withoutSettings.othersTakenBack]).toEqual([2, 1]);
});

const suspend = async (name: string, value: boolean, nowMs: number) =>
  merge(db, [makeSuspend(await get(db, forward(name)), value, maker(nowMs))], scheduler);
const putOff = async (name: string, untilDay: StudyDay, nowMs: number) => {
  const event = makeBury(await get(db, forward(name)), untilDay, maker(nowMs));
  await merge(db, [event], scheduler);
  return event;
};
test("what was set for cards and decks here, and would no longer stand, is told by how many cards, and which decks", async () => {
  await suspend("e", true, NOW);
  const file = await backup();
  for (const name of ["a", "b", "c"]) await suspend(name, true, NOW + 1000);
  await suspend("c", false, NOW + 2000);
  await setMark(db, await get(db, forward("a")), true, () => maker(NOW + 3000));
  await setMark(db, await get(db, forward("b")), true, () => maker(NOW + 4000));
  await setMark(db, await get(db, forward("b")), false, () => maker(NOW + 5000));
  await setWording(db, await get(db, forward("d")), { question: "Mine?", answer: null, note: null }, () =>
    maker(NOW + 6000),
  );
  await setSwitch(db, TEST_DECK, null, false, () => maker(NOW + 7000));
  const { preview } = await inspectFile(db, file, quietly);
  expect(preview.replace?.ending).toEqual({ suspended: 2, putOff: 0, stars: 1, wordings: 1 });
  expect(preview.replace?.returning).toEqual(NONE_SET);
  expect(preview.replace?.switches).toMatchObject([{ chapter: null, on: true }]);
  expect(preview.merge.switches).toEqual([]);
});

test("what the file itself ends is told as well, where a replacement needs no undo of its own", async () => {
  await setMark(db, await get(db, forward("a")), true, () => maker(NOW));
  await suspend("b", true, NOW + 1000);
  const here = await wholeLog(db);
  const off = makeMark(await get(db, forward("a")), false, null, maker(NOW + 2000, OTHER_DEVICE));
  const back = makeSuspend(await get(db, forward("b")), false, maker(NOW + 3000, OTHER_DEVICE));
  const { preview } = await inspectFile(db, await backupBlob({ events: [...here, off, back] }), quietly);
  expect(preview.othersTakenBack).toBe(0);
  expect(preview.replace).toMatchObject({ ending: { ...NONE_SET, suspended: 1, stars: 1 }, returning: NONE_SET });
});

test("cards that were put off are told, where that is not over", async () => {
  vi.spyOn(systemClock, "nowMs").mockReturnValue(NOW + 10_000);
  const { today } = at(NOW);
  await putOff("a", today + 1, NOW);
  const file = await backup();
  for (const name of ["b", "c"]) await putOff(name, today + 1, NOW + 1000);
  await putOff("d", today, NOW + 2000);
  const { preview } = await inspectFile(db, file, quietly);
  expect(preview.replace).toMatchObject({ ending: { ...NONE_SET, putOff: 2 }, returning: NONE_SET });
});

test("what was called back, taken away or undone here is told where it would stand again, and not what the file alone sets", async () => {
  vi.spyOn(systemClock, "nowMs").mockReturnValue(NOW + 20_000);
  const { today } = at(NOW);
  await suspend("a", true, NOW);
  const off = await putOff("b", today + 1, NOW + 1000);
  await setMark(db, await get(db, forward("c")), true, () => maker(NOW + 2000));
  await setWording(db, await get(db, forward("d")), { question: "Mine?", answer: null, note: null }, () =>
    maker(NOW + 3000),
  );
  await suspend("e", true, NOW + 4000);
  const all = await wholeLog(db);
  const file = await backupBlob({ events: all });
  await suspend("a", false, NOW + 5000);
  await merge(db, [makeUndo(off, maker(NOW + 6000))], scheduler);
  await setMark(db, await get(db, forward("c")), false, () => maker(NOW + 7000));
  await setWording(db, await get(db, forward("d")), null, () => maker(NOW + 8000));
  const { preview } = await inspectFile(db, file, quietly);
  const returning = { suspended: 1, putOff: 1, stars: 1, wordings: 1 };
  expect(preview.replace).toMatchObject({ ending: NONE_SET, returning });
  await restore(db, await inspectFile(db, file, quietly), { mode: "replace", withSettings: false }, quietly);
  expect((await get(db, forward("a"))).state.suspended).toBe(true);
  expect((await get(db, forward("b"))).state.buriedUntil).toBe(today + 1);

  // Of a card that only the file suspends, adding the file does so as well.
  const [own] = all.filter(({ kind, card }) => kind === "suspend" && card === forward("e"));
  if (!own) throw new Error("no suspension");
  await suspend("b", true, NOW + 9000);
  const other = { ...own, ...makeSuspend(await get(db, forward("c")), true, maker(NOW + 9500)) };
  const looked = await inspectFile(db, await backupBlob({ events: [...all, other] }), quietly);
  expect(looked.preview.replace?.returning.suspended).toBe(0);
});

test("a deck that comes back, or comes in another version, says what of it would be switched off", async () => {
  const id = "own" as DeckId;
  const own = (version: string, startsOff: boolean) => {
    const chapters = [{ id: "chapter", title: "A chapter", startsOff, offeredWhen: null }];
    return { ...deck([content("a", 0, { deck: id })], version, { id }), title: "Mine", chapters };
  };
  await installDeck(db, own("1", false), scheduler, NOW, "own");
  const off = async (version: string, startsOff: boolean) => {
    const file = await backupBlob({ ownDecks: [own(version, startsOff)] });
    const { preview } = await inspectFile(db, file, quietly);
    return preview.merge.switches.map(({ title, on }) => [title, on]);
  };
  expect(await off("1", false)).toEqual([]);
  expect(await off("2", true)).toEqual([["A chapter", false]]);
  await setSwitch(db, id, null, false, () => maker(NOW + 1000));
  expect(await off("2", false)).toEqual([]);
  await removeDeck(db, id);
  expect(await off("2", true)).toEqual([["Mine", false]]);
});

test("going back and forth between two backups, each time as it was announced", async () => {
  const grades = async (name: string, nowMs: number) => grade(db, await get(db, forward(name)), 3, nowMs);
  await grades("a", NOW);
  const one = await backup();
  await grades("b", NOW + 1000);
  await grades("c", NOW + 2000);
  const three = await backup();
  const replace = async (file: Blob) => {
    const chosen = await inspectFile(db, file, quietly);
    const { takenBack } = await restore(db, chosen, { mode: "replace", withSettings: false }, quietly);
    expect(chosen.preview.replace?.stopCounting).toBe(takenBack);
    const reviews = (await db.getAll("states")).reduce((sum, { state }) => sum + state.reviews, 0);
    return { takenBack, reviews };
  };
  for (let round = 0; round < 3; round++) {
    expect(await replace(one)).toEqual({ takenBack: 2, reviews: 1 });
    expect(await replace(one)).toEqual({ takenBack: 0, reviews: 1 });
    expect(await replace(three)).toEqual({ takenBack: 0, reviews: 3 });
  }
});

test("reviews that the file's own undos take back are among those that count no longer, before and after", async () => {
  const made = [...reviewsOf("a", 2, NOW - 9e8), ...reviewsOf("b", 2, NOW - 9e8)];
  await merge(db, made, scheduler);
  const undos = made.slice(0, 2).map((event, i) => makeUndo(event, maker(NOW - 1e6 + i)));
  const bring = async (events: readonly Envelope[]) => {
    const chosen = await inspectFile(db, await backupBlob({ events }), quietly);
    const restored = await restore(db, chosen, { mode: "replace", withSettings: false }, quietly);
    expect(restored.takenBack).toBe(chosen.preview.replace?.stopCounting);
    expect(await lastRestore(db)).toMatchObject({ takenBack: restored.takenBack });
    return restored;
  };
  expect(await bring([...made, ...undos])).toMatchObject({ added: 2, takenBack: 2, othersTakenBack: 0 });
  expect(await takeBack(db, quietly)).toMatchObject({ takenBack: 2 });
  // One that the file takes back, and two that it lacks.
  const [first, second] = made;
  const [undo] = undos;
  if (!first || !second || !undo) throw new Error("too few");
  expect(await bring([first, second, undo])).toMatchObject({ takenBack: 3, othersTakenBack: 0 });
});
