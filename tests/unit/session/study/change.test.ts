/** What is done to a card from what is known of it, on a study page. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { takenBack } from "../../../../src/core/log/taken-back.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { Clock } from "../../../../src/platform/clock.ts";
import { cardActions } from "../../../../src/session/cards/card-actions.ts";
import { type CardDesk, cardDesk } from "../../../../src/session/study/card-desk.ts";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { takenBackText, undoText } from "../../../../src/session/study/undo/undo-texts.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { forward, get } from "../../../support/database/db-steps.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { refuse, shown, useSessions } from "../../../support/session/sessions.ts";
import "../../../support/gallery/browser-stub.ts";

const bench = useSessions();
afterEach(() => vi.restoreAllMocks());

const clock: Clock = {
  nowMs: () => bench.nowMs,
  offsetAt: () => 0,
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};
const deskOf = (study: StudySession): Promise<CardDesk> =>
  cardDesk(bench.db, clock, study, ({ kind }) => `done: ${kind}`);

/** Two cards, answered well so often that they have days; on a day on which both are due. */
async function begin(): Promise<StudySession> {
  await bench.install(deck([content("a", 0), content("b", 1)]));
  const first = await bench.begun();
  await bench.answer(first, 4);
  await bench.answer(first, 4);
  bench.nowMs += 60 * DAY_MS;
  const study = await bench.begun();
  // What is said first after an absence.
  await study.comeBack(false);
  return study;
}

const frontOf = async (study: StudySession) => {
  const id = shown(study);
  if (id === null) throw new Error("no card is in front");
  return get(bench.db, id);
};
const other = (id: string) => (id === forward("a") ? forward("b") : forward("a"));

describe("a card that is put on another day", () => {
  test("leaves the front; Undo names it, and brings it back as it was", async () => {
    const study = await begin();
    const before = await frontOf(study);
    const desk = await deskOf(study);
    await desk.actions.start([before.id], { kind: "due", dueDay: desk.today + 9 });
    expect(desk.actions.current()).toMatchObject({
      said: { kind: "done", changed: 1 },
      last: { kind: "due", cards: 1 },
    });
    expect(shown(study)).toBe(other(before.id));
    expect((await get(bench.db, before.id)).state.dueDay).toBe(desk.today + 9);
    expect(takenBackText(study.state())).toBe("done: due");
    await vi.waitFor(() => expect(undoText(study.state().undoNext ?? null)).toContain("another day"), { interval: 1 });
    await study.undo();
    expect(shown(study)).toBe(before.id);
    expect((await get(bench.db, before.id)).state).toEqual(before.state);
    expect(takenBackText(study.state())).toContain("another day");
  });

  test("is taken back by a page that is opened later, and from the dialog", async () => {
    const study = await begin();
    const before = await frontOf(study);
    const desk = await deskOf(study);
    await desk.actions.start([before.id], { kind: "due", dueDay: desk.today + 9 });
    const later = await bench.begun();
    await later.findUndo();
    expect(later.state().canUndo).toBe(true);
    await later.undo();
    expect((await get(bench.db, before.id)).state.dueDay).toBe(before.state.dueDay);
    await study.refresh();
    await desk.actions.start([before.id], { kind: "due", dueDay: desk.today + 3 });
    await desk.actions.takeBack();
    expect(desk.actions.current()).toMatchObject({ said: { kind: "takenBack", action: "due", cards: 1 }, last: null });
    expect((await get(bench.db, before.id)).state.dueDay).toBe(before.state.dueDay);
  });

  test("may be put on a third day while another is in front, which stays as it is, turned", async () => {
    const study = await begin();
    const { id } = await frontOf(study);
    const desk = await deskOf(study);
    await desk.actions.start([id], { kind: "due", dueDay: desk.today + 9 });
    await study.reveal();
    await desk.actions.start([id], { kind: "due", dueDay: desk.today });
    expect(shown(study)).toBe(other(id));
    expect(study.state().shown?.revealed).toBe(true);
    expect(study.state().queue?.cards.map((card) => card.id)).toContain(id);
  });

  test("stays, and is asked from its beginning, where that day is today", async () => {
    const study = await begin();
    const { id } = await frontOf(study);
    await study.reveal();
    const desk = await deskOf(study);
    await desk.actions.start([id], { kind: "due", dueDay: desk.today });
    expect(shown(study)).toBe(id);
    expect(study.state().shown?.revealed).toBe(false);
  });

  test("is left alone where it was answered since it was looked at, and the page says nothing of it", async () => {
    const study = await begin();
    const row = await frontOf(study);
    const elsewhere = await bench.begun();
    await bench.answer(elsewhere, 3);
    expect(await study.change(row, { kind: "due", dueDay: 30_000 }, "done")).toBeNull();
    expect(takenBackText(study.state())).toBeNull();
  });
});

test("a day that the list of all cards gave is no business of the page's Undo", async () => {
  const study = await begin();
  const { id } = await frontOf(study);
  const list = cardActions(
    bench.db,
    clock,
    () => {},
    () => {},
  );
  await list.start([id], { kind: "due", dueDay: 30_000 });
  await study.refresh();
  await study.findUndo();
  expect(study.state().canUndo).toBe(false);
});

describe("a card that is reset", () => {
  test("is asked for first; a no changes nothing, a yes makes it new", async () => {
    const study = await begin();
    const before = await frontOf(study);
    const desk = await deskOf(study);
    await desk.actions.start([before.id], { kind: "reset" });
    expect(desk.actions.current().asked?.cards).toHaveLength(1);
    await desk.actions.answer(false);
    expect((await get(bench.db, before.id)).state).toEqual(before.state);
    await study.reveal();
    await desk.actions.start([before.id], { kind: "reset" });
    await desk.actions.answer(true);
    expect((await get(bench.db, before.id)).state).toMatchObject({ phase: "new", memory: null, reviews: 0 });
    // It is among the new cards of today, and asked as one: not turned, and with nothing to reset.
    expect(shown(study)).toBe(before.id);
    expect(study.state().shown?.revealed).toBe(false);
    expect(viewOf(study.state())).toMatchObject({ kind: "card", can: { reset: false, setDue: false } });
    await study.undo();
    expect((await get(bench.db, before.id)).state).toEqual(before.state);
    expect(study.state().takenBack).toBe("event_reset");
    expect(viewOf(study.state())).toMatchObject({ kind: "card", can: { reset: true, setDue: true } });
  });
});

test("two actions and an answer are taken back one by one, the last one first", async () => {
  const study = await begin();
  const states = async () => (await bench.db.getAll("states")).map(({ id, state }) => ({ id, state }));
  const before = await states();
  const first = await frontOf(study);
  const desk = await deskOf(study);
  await desk.actions.start([first.id], { kind: "due", dueDay: desk.today + 9 });
  await bench.answer(study, 3);
  await desk.actions.start([first.id], { kind: "reset" });
  await desk.actions.answer(true);
  for (const words of ["event_reset", "event_review", "event_due"]) {
    await study.undo();
    expect(study.state().takenBack).toBe(words);
  }
  expect(await states()).toEqual(before);
  expect(takenBack(await bench.log()).size).toBe(3);
});

test("what cannot be written is told in the dialog and on the page, and can be tried again", async () => {
  const study = await begin();
  const { id } = await frontOf(study);
  const desk = await deskOf(study);
  vi.spyOn(console, "error").mockImplementation(() => {});
  const refused = refuse(new DOMException("no room", "QuotaExceededError"));
  await desk.actions.start([id], { kind: "due", dueDay: desk.today + 9 });
  expect(desk.actions.current()).toMatchObject({ busy: false, said: { kind: "failed" } });
  expect(viewOf(study.state()).kind).toBe("trouble");
  refused.mockRestore();
  await study.acknowledge();
  await desk.actions.start([id], { kind: "due", dueDay: desk.today + 9 });
  expect(desk.actions.current().said).toMatchObject({ kind: "done", changed: 1 });
});
