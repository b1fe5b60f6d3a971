/** A visit to chosen cards on a database of its own. */
import { describe, expect, test, vi } from "vitest";
import type { Counted } from "../../../../src/core/plan/visit.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { LateParts } from "../../../../src/session/study/session-reading.ts";
import { createStudySession } from "../../../../src/session/study/study-session.ts";
import { practice } from "../../../../src/session/visit/practice.ts";
import { readVisit } from "../../../../src/session/visit/visit.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { forward, get } from "../../../support/database/db-steps.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { refuse, shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const actions = (): Promise<LateParts> => import("../../../../src/session/study/study-actions.ts");
const clock = {
  nowMs: () => bench.nowMs,
  offsetAt: () => 0,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
};

/** Two of five cards were learnt yesterday and are not due. */
async function begin() {
  await bench.install(deck(["a", "b", "c", "d", "e"].map((name, i) => content(name, i))));
  const before = await bench.begun();
  for (const _ of ["a", "b"]) await bench.answer(before, 4);
  bench.nowMs += DAY_MS;
}

async function visit(names: readonly string[], counted?: Counted) {
  const practised = practice(clock, actions);
  const study = createStudySession({
    db: bench.db,
    clock,
    surface: "newtab",
    actions,
    onChange: () => {},
    onWrite: () => {},
    readDay: (db, nowMs, offsetAt) =>
      readVisit(db, nowMs, offsetAt, names.map(forward), (_, today, rows) => practised.begin(db, today, rows), counted),
  });
  await study.refresh();
  return { study, practised };
}

describe("a visit", () => {
  test("asks the chosen cards alone, beyond the limits of the day, and grades them as usual", async () => {
    await begin();
    const { study } = await visit(["e", "d", "c", "a"]);
    const asked: unknown[] = [];
    while (shown(study)) asked.push(await bench.answer(study, 4));
    expect(asked).toEqual(["c", "d", "e"].map(forward));
    expect((await bench.log()).filter(({ kind }) => kind === "review")).toHaveLength(5);
  });

  test("leaves out a card that cannot be read, and asks the others", async () => {
    await begin();
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.db.put("states", { ...(await get(bench.db, forward("c"))), ...UNREADABLE });
    breakRows();
    const { study } = await visit(["c", "d"]);
    expect(shown(study)).toBe(forward("d"));
  });

  test("has something to practise from when it first tells of it: whoever asks at once is not told that it is over", async () => {
    await begin();
    const practised = practice(clock, actions);
    const told: number[] = [];
    practised.subscribe(() => {
      told.push(practised.current().left);
      void practised.show();
    });
    await readVisit(
      bench.db,
      bench.nowMs,
      () => 0,
      ["a", "b"].map(forward),
      (db, today, rows) => practised.begin(db, today, rows),
    );
    await vi.waitFor(() => expect(practised.current().view).not.toBeNull());
    expect(new Set(told)).toEqual(new Set([2]));
  });

  test("practises the others until each was known, and writes nothing", async () => {
    await begin();
    const { study, practised } = await visit(["b", "a"]);
    expect(shown(study)).toBeNull();
    const [states, events] = [await bench.db.getAll("states"), await bench.log()];
    await practised.show();
    const asked: unknown[] = [];
    for (const rating of [1, 3, 4] as const) {
      asked.push(practised.current().view?.content.id);
      await practised.reveal();
      expect(practised.current().view?.outcomes).toHaveLength(4);
      await practised.grade(rating);
    }
    expect(asked).toEqual(["b", "a", "b"].map(forward));
    expect(practised.current()).toEqual({ view: null, left: 0, known: 2 });
    expect(await bench.db.getAll("states")).toEqual(states);
    expect(await bench.log()).toEqual(events);
  });

  test("to what is not due writes one review each where answers are to count, as the buttons say, and Undo takes it back", async () => {
    await begin();
    const before = await get(bench.db, forward("a"));
    const { study, practised } = await visit(["a", "b"], new Map([forward("a"), forward("b")].map((id) => [id, 1])));
    expect([shown(study), practised.current().left]).toEqual([forward("a"), 0]);
    await study.reveal();
    const promised = study.state().shown?.outcomes[2];
    await study.grade(3);
    expect(shown(study)).toBe(forward("b"));
    const { state } = await get(bench.db, forward("a"));
    expect([state.reviews, state.memory]).toEqual([2, promised?.memory]);
    expect((state.dueDay ?? 0) - (state.lastDay ?? 0)).toBe(promised?.wait.count);
    expect(state.lastDay).toBe((before.state.lastDay ?? 0) + 1);
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
    const { lastEventAtMs: _, ...again } = (await get(bench.db, forward("a"))).state;
    expect(before.state).toMatchObject(again);
    // Forgotten, it comes again within its steps, and nothing is asked twice.
    await bench.answer(study, 1);
    await bench.answer(study, 3);
    expect(shown(study)).toBeNull();
    expect(study.state().queue?.left).toEqual({ learning: 1, review: 0, new: 0 });
    expect((await get(bench.db, forward("b"))).state.reviews).toBe(2);
  });

  test("does not turn a card that is not shown, nor count one that was not turned", async () => {
    await begin();
    const { practised } = await visit(["a"]);
    await practised.reveal();
    await practised.show();
    await practised.grade(3);
    expect(practised.current()).toMatchObject({ left: 1, known: 0, view: { revealed: false } });
  });

  test("takes one answer for each card that was shown, however often a key is pressed", async () => {
    await begin();
    const { practised } = await visit(["a", "b"]);
    await practised.show();
    await practised.reveal();
    await Promise.all([practised.grade(3), practised.grade(3)]);
    expect(practised.current()).toMatchObject({ left: 1, known: 1, view: { revealed: false } });
    await practised.reveal();
    await Promise.all([practised.grade(1), practised.grade(3)]);
    expect(practised.current()).toMatchObject({ left: 1, known: 1, view: { revealed: false } });
  });

  test("goes on where a card could not be read, once it can be", async () => {
    await begin();
    const { practised } = await visit(["a", "b"]);
    const broken = refuse(new DOMException("closing", "InvalidStateError"), ["readonly"]);
    await expect(practised.show()).rejects.toThrow("closing");
    broken.mockRestore();
    await practised.show();
    await practised.reveal();
    refuse(new DOMException("closing", "InvalidStateError"), ["readonly"]);
    await expect(practised.grade(3)).rejects.toThrow("closing");
    vi.restoreAllMocks();
    await practised.grade(3);
    expect(practised.current()).toMatchObject({ left: 1, known: 1, view: { content: { id: forward("b") } } });
  });
});
