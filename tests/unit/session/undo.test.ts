import { describe, expect, test, vi } from "vitest";
import { type EventId, makeEventId } from "../../../src/core/ids.ts";
import { content, deck } from "../../support/cards.ts";
import { forward, get, grade as gradeRow } from "../../support/db-steps.ts";
import { endLongWaits } from "../../support/long-waits.ts";
import { refuse, shown, useSessions } from "../../support/sessions.ts";

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
