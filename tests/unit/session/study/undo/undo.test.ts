import { describe, expect, test, vi } from "vitest";
import { type EventId, makeEventId } from "../../../../../src/core/ids.ts";
import { PAUSE } from "../../../../../src/core/plan/away.ts";
import { t } from "../../../../../src/platform/i18n.ts";
import { takenBackText, undoText } from "../../../../../src/session/study/undo/undo-texts.ts";
import { viewOf } from "../../../../../src/session/study/view-of.ts";
import { setPlan } from "../../../../../src/store/settings/set-plan.ts";
import { forward, get, grade as gradeRow, maker } from "../../../../support/database/db-steps.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { endLongWaits } from "../../../../support/session/long-waits.ts";
import "../../../../support/gallery/browser-stub.ts";
import { refuse, shown, useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();

describe("undo on a new page", () => {
  /** A review that was made in Anki, as it is when a package was read: of today, in a log that is otherwise empty. */
  async function importReview(): Promise<EventId> {
    const study = await bench.begun();
    await study.reveal();
    await study.grade(4);
    const [made] = await bench.log();
    if (!made) throw new Error("there is no review");
    await bench.db.clear("events");
    const id = makeEventId(made.atMs, crypto.getRandomValues(new Uint8Array(10)));
    await bench.db.add("events", { ...made, id, surface: "import" } as typeof made);
    return id;
  }

  test("takes back what this device made today", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    expect((await bench.begun()).state().canUndo).toBe(false);
    await bench.answer(await bench.begun(), 4);
    const study = await bench.begun();
    // The first card does not wait for what tells it.
    await vi.waitFor(() => expect(study.state()).toMatchObject({ made: [], canUndo: true, takenBack: null }), {
      interval: 1,
    });
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
    expect(study.state()).toMatchObject({ canUndo: false, takenBack: "event_review" });
    await bench.answer(study, 4);
    expect(study.state().takenBack).toBeNull();
  });

  test("names what it takes back before it is pressed", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    await bench.answer(await bench.begun(), 2);
    const study = await bench.begun();
    await study.findUndo();
    const said = { words: "event_review", grade: { rating: 2, question: "What is a?" } };
    expect(study.state().undoNext).toMatchObject({ said });
    expect(undoText(study.state().undoNext ?? null)).toBe("Undo takes back “Hard” on: What is a?");
    await bench.answer(study, 4);
    expect(study.state().undoNext).toMatchObject({ said: { grade: { rating: 4, question: "What is b?" } } });
    await study.undo();
    expect(study.state().undoNext).toMatchObject({ said });
  });

  test("names a grade also during a pause, which is no action that it takes back", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    const study = await bench.begun();
    await bench.answer(study, 4);
    await setPlan(bench.db, PAUSE, (study.state().today?.now.today ?? 0) + 5, () => maker(bench.nowMs));
    await study.refresh();
    expect(viewOf(study.state()).kind).toBe("paused");
    expect(undoText(study.state().undoNext ?? null)).toBe("Undo takes back “Easy” on: What is a?");
  });

  test("takes nothing back where another page has acted since, says so, and names that", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    await bench.answer(await bench.begun(), 4);
    const [late, other] = [await bench.begun(), await bench.begun()];
    await late.findUndo();
    await bench.answer(other, 3);
    const before = await bench.log();
    await late.undo();
    expect(await bench.log()).toEqual(before);
    expect(takenBackText(late.state())).toBe(t("undoMissed"));
    expect(late.state().undoNext).toMatchObject({ said: { grade: { rating: 3, question: "What is b?" } } });
    await late.undo();
    expect((await bench.log()).at(-1)).toMatchObject({ kind: "undo", undoes: before.at(-1)?.id });
    expect(late.state().isUndoMissed).toBe(false);
  });

  test("takes nothing back of what another page has taken back already", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    const study = await bench.begun();
    await bench.answer(study, 4);
    await bench.answer(study, 4);
    const other = await bench.begun();
    await other.findUndo();
    await other.undo();
    const before = await bench.log();
    await study.undo();
    expect(await bench.log()).toEqual(before);
    expect(study.state().undoNext).toMatchObject({ said: { grade: { question: "What is a?" } } });
  });

  test("leaves a review alone that was imported from Anki today", async () => {
    await bench.install(deck([content("a", 0)]));
    await importReview();
    const study = await bench.begun();
    expect(study.state()).toMatchObject({ canUndo: false, today: { answered: [{ id: forward("a") }] } });
    const before = bench.writes;
    await study.undo();
    expect(await bench.log()).toMatchObject([{ kind: "review", surface: "import" }]);
    expect(bench.writes).toBe(before);
  });

  test("leaves what another device made today alone", async () => {
    await bench.install(deck([content("a", 0)]));
    await gradeRow(bench.db, await get(bench.db, forward("a")), 4, bench.nowMs);
    const study = await bench.begun();
    expect(study.state().canUndo).toBe(false);
    await study.undo();
    expect(await bench.log()).toHaveLength(1);
  });

  test("says what is so where it was written and today cannot be read afterwards", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.install(deck([content("a", 0), content("b", 1)]));
    const study = await bench.begun();
    await bench.answer(study, 4);
    const before = bench.writes;
    endLongWaits();
    const transaction = refuse(new DOMException("The disk cannot be read.", "UnknownError"), ["readonly"]);
    await study.undo().catch(() => {});
    transaction.mockRestore();
    expect(study.state()).toMatchObject({ trouble: "databaseUnreadable", made: [], busy: false });
    expect(await bench.log()).toMatchObject([{ kind: "review" }, { kind: "undo" }]);
    expect(bench.writes).toBe(before + 1);
  });
});
