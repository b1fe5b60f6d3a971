import { describe, expect, test, vi } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import type { LateParts } from "../../../../src/session/study/session-reading.ts";
import * as studyActions from "../../../../src/session/study/study-actions.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { forward, get, grade as gradeRow, maker } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { refuse, shown, text, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();

describe("a study session", () => {
  test("shows a card, its four outcomes once it is turned, and goes on when it was graded", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    const study = await bench.begun();
    expect(study.state().shown).toMatchObject({ revealed: false, outcomes: [] });
    await study.reveal();
    expect(
      study
        .state()
        .shown?.outcomes.map(({ wait }) => wait.count)
        .slice(0, 3),
    ).toEqual([1, 6, 10]);
    await study.grade(3);
    expect(shown(study)).toBe(forward("b"));
    expect(bench.writes).toBe(1);
  });

  test("a reading that fails after the last grade was written takes nothing from it: undo still finds it", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    await study.reveal();
    const transaction = refuse(new DOMException("The disk cannot be read.", "UnknownError"), ["readonly"]);
    await study.grade(4).catch(() => {});
    transaction.mockRestore();
    expect(study.state()).toMatchObject({ trouble: null, shown: null, made: [expect.any(String)] });
    expect(bench.writes).toBe(1);
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
  });

  test("a grade before the answer was shown, or a second one while the first is written, does nothing", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    const study = await bench.begun();
    await study.grade(3);
    expect((await wholeLog(bench.db)).length).toBe(0);
    await study.reveal();
    await Promise.all([study.grade(3), study.grade(3), study.grade(1)]);
    expect((await wholeLog(bench.db)).length).toBe(1);
  });

  test("what the button promised is what is written", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    await study.reveal();
    const promised = study.state().shown?.outcomes[3]?.wait.count ?? 0;
    const day = study.state().today?.now.today ?? 0;
    bench.nowMs += 30_000;
    await study.grade(4);
    const [event] = await bench.log();
    expect(event).toMatchObject({ next: { dueDay: day + promised, dueAtMs: null }, durationMs: 30_000, phase: "new" });
  });

  test("time in front of a page that nobody looked at yet does not count", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    bench.nowMs += 50_000;
    study.begin();
    bench.nowMs += 2000;
    await study.reveal();
    await study.grade(3);
    expect(await bench.log()).toMatchObject([{ durationMs: 2000 }]);
  });

  test("nor does time in which the page was hidden, before or after the answer was shown", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    const pass = (ms: number, isAway = false): void => {
      bench.nowMs += ms;
      if (isAway) bench.awayMs += ms;
    };
    pass(1500);
    pass(40_000, true);
    await study.reveal();
    pass(1000);
    pass(50_000, true);
    pass(500);
    await study.grade(3);
    expect(await bench.log()).toMatchObject([{ atMs: bench.nowMs, durationMs: 3000 }]);
  });

  test("what was asked of one card does not turn the next, which took its place while the scheduler was loaded", async () => {
    await bench.install(deck([content("a", 0), content("b", 1)]));
    let loaded = (_: LateParts): void => {};
    const loading = new Promise<LateParts>((resolve) => {
      loaded = resolve;
    });
    const [mine, theirs] = [bench.session(() => loading), bench.session()];
    await mine.refresh();
    await theirs.refresh();
    const asked = mine.reveal();
    await bench.answer(theirs, 4);
    await mine.refresh();
    expect(shown(mine)).toBe(forward("b"));
    loaded(studyActions);
    await asked;
    expect(mine.state().shown?.revealed).toBe(false);
    await mine.reveal();
    expect(mine.state().shown?.revealed).toBe(true);
  });

  test("a scheduler that cannot be loaded is a sentence; the card waits, and is graded once it can be loaded", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.install(deck([content("a", 0)]));
    let loads = 0;
    const study = bench.session(async () => {
      if (++loads === 1) throw new TypeError("not found");
      return studyActions;
    });
    await study.refresh();
    await study.reveal();
    expect(study.state()).toMatchObject({ trouble: "notSaved", busy: false, shown: { revealed: false } });
    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { card: { id: forward("a") } } });
    await study.reveal();
    expect(study.state().shown?.outcomes).toHaveLength(4);
    await study.grade(3);
    expect(await bench.log()).toMatchObject([{ kind: "review", card: forward("a"), rating: 3 }]);
  });

  test("a card that another view has answered is passed over, and the one in hand stays otherwise", async () => {
    await bench.install(deck([content("a", 0), content("b", 1), content("c", 2)]));
    const [mine, theirs] = [bench.session(), bench.session()];
    await mine.refresh();
    await theirs.refresh();
    await mine.reveal();
    expect(await bench.answer(theirs, 4)).toBe(forward("a"));
    const before = bench.writes;
    await mine.grade(4);
    expect((await wholeLog(bench.db)).length).toBe(1);
    // Nothing was written, so there is nothing for other pages to look at.
    expect(bench.writes).toBe(before);
    expect(shown(mine)).toBe(forward("b"));

    await mine.reveal();
    await theirs.undo();
    await mine.refresh();
    expect(mine.state().shown).toMatchObject({ revealed: true });
    expect(shown(mine)).toBe(forward("b"));
  });

  test("whoever goes ahead while today is read anew gets the card, at whatever moment of that reading", async () => {
    await bench.install(deck([content("a", 0)]));
    await bench.answer(await bench.begun(), 1);
    for (let ticks = 0; ticks < 40; ticks++) {
      const study = await bench.begun();
      expect(study.state()).toMatchObject({ shown: null, goesAhead: false });
      const reading = study.refresh();
      for (let tick = 0; tick < ticks; tick++) await new Promise(setImmediate);
      await Promise.all([reading, study.goAhead()]);
      expect(shown(study), `after ${ticks} ticks`).toBe(forward("a"));
    }
  });

  test("a reading that a grade has overtaken puts nothing back, not for a moment", async () => {
    await bench.install(deck([content("a", 0)]));
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const actions = async (): Promise<LateParts> => {
      const real = await import("../../../../src/session/study/study-actions.ts");
      const nextUndo: LateParts["nextUndo"] = (...asked) => {
        isHeld = true;
        return held.then(() => real.nextUndo(...asked));
      };
      return { ...real, nextUndo };
    };
    let isHeld = false;
    const inQueue: number[] = [];
    const study = bench.session(actions, () => inQueue.push(study.state().queue?.cards.length ?? 0));
    await study.refresh();
    await study.reveal();
    const reading = study.refresh();
    // It has read the day and the card: what it knows is about to be old.
    await vi.waitFor(() => expect(isHeld).toBe(true), { interval: 1 });
    const grading = study.grade(4);
    await vi.waitFor(() => expect(study.state()).toMatchObject({ shown: null, busy: false }), { interval: 1 });
    inQueue.length = 0;
    goOn();
    await Promise.all([reading, grading]);
    expect(new Set(inQueue)).toEqual(new Set([0]));
  });

  test("undo brings the card back to the front, also after the last one", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    await bench.answer(study, 4);
    expect(shown(study)).toBeNull();
    expect(study.state().next).not.toBeNull();
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
    expect(study.state()).toMatchObject({ canUndo: false, today: { answered: [] } });
  });

  test("a failed write is told, the card stays, and trying again works", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    await study.reveal();
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const full = new DOMException("no room", "QuotaExceededError");
    const transaction = refuse(full);
    await study.grade(3);
    expect(study.state().trouble).toBe("diskFull");
    expect(told).toHaveBeenCalledWith(expect.any(String), full);
    expect((await wholeLog(bench.db)).length).toBe(0);
    transaction.mockRestore();
    told.mockRestore();

    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { revealed: true } });
    await study.grade(3);
    expect((await wholeLog(bench.db)).length).toBe(1);
  });

  test("the sentence about a failed write outlives every reading, until the user has read it", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    await study.reveal();
    const before = study.refresh();
    const transaction = refuse(new DOMException("no room", "QuotaExceededError"));
    await study.grade(3);
    transaction.mockRestore();
    expect(study.state().trouble).toBe("diskFull");
    await before;
    expect(study.state().trouble).toBe("diskFull");
    await study.refresh();
    expect(study.state().trouble).toBe("diskFull");
    const looking = study.acknowledge();
    const refused = refuse(new DOMException("no room", "QuotaExceededError"));
    await study.grade(3);
    refused.mockRestore();
    await looking;
    expect(study.state().trouble).toBe("diskFull");
    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { revealed: true } });
  });

  test("trying again is answered with a sentence where the database cannot be read either", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.install(deck([content("a", 0)]));
    let changes = 0;
    const study = bench.session(undefined, () => changes++);
    await study.refresh();
    await study.reveal();
    // Nobody opens another connection.
    study.disconnect();
    const closed = new DOMException("The database connection is closing.", "InvalidStateError");
    const transaction = refuse(closed, ["readonly", "readwrite"]);
    await study.grade(3);
    expect(study.state().trouble).toBe("notSaved");
    for (const _ of ["once", "and once more"]) {
      const before = changes;
      await study.acknowledge();
      expect(study.state().trouble).toBe("databaseUnreadable");
      // Without something new to draw, the page would take no further press.
      expect(changes).toBeGreaterThan(before);
    }
    expect(told).toHaveBeenLastCalledWith(expect.any(String), closed);
    transaction.mockRestore();
    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { revealed: true } });
  });

  test("a turned card within its steps stays turned, also where its sibling was answered today", async () => {
    const [first, second] = [content("a", 0), content("a", 1, { template: "reverse" })];
    await bench.install(deck([first, second]));
    // As after a merge of two machines, each of which was asked for one of the two.
    for (const { id } of [first, second]) await gradeRow(bench.db, await get(bench.db, id), 1, bench.nowMs);
    bench.nowMs += 10 * 60_000;
    const study = await bench.begun();
    await study.reveal();
    const turned = study.state().shown;
    expect(turned).toMatchObject({ revealed: true });
    await study.refresh();
    expect(study.state().shown).toBe(turned);
  });

  test("a turned card goes when its sibling was answered elsewhere", async () => {
    const [first, second] = [content("a", 0), content("a", 1, { template: "reverse" })];
    await bench.install(deck([first, second, content("b", 2)]));
    const study = await bench.begun();
    await study.reveal();
    expect(shown(study)).toBe(forward("a"));
    await gradeRow(bench.db, await get(bench.db, second.id), 4, bench.nowMs);
    await study.refresh();
    expect(shown(study)).toBe(forward("b"));
  });
});

describe("the next card", () => {
  test("is drawn after a grade without another reading: it was read while the one before it was in front", async () => {
    await bench.install(deck([content("a", 0), content("b", 1), content("c", 2)]));
    let begun: string[] = [];
    const drawn: { readonly card: CardId | null; readonly readings: readonly string[] }[] = [];
    const study = bench.session(undefined, () => drawn.push({ card: shown(study), readings: begun }));
    await study.refresh();
    await study.reveal();
    const { transaction } = IDBDatabase.prototype;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...asked) {
      if (asked[1] !== "readwrite") begun = [...begun, String(asked[0])];
      return transaction.apply(this, asked);
    });
    await study.grade(4);
    expect(drawn.find(({ card }) => card === forward("b"))).toEqual({ card: forward("b"), readings: [] });
    expect(study.state().shown?.text.content.front).toEqual(text("What is b?"));
  });

  test("is read where it could not be foreseen", async () => {
    await bench.install(deck([content("a", 0), content("b", 1), content("c", 2), content("d", 3)]));
    await saveSetting(bench.db, "newPerDay", 8, () => maker(bench.nowMs));
    const [mine, theirs] = [bench.session(), bench.session()];
    await mine.refresh();
    await theirs.refresh();
    for (const name of ["a", "b", "c"]) expect(await bench.answer(theirs, 4)).toBe(forward(name));
    await mine.reveal();
    await mine.grade(4);
    expect(mine.state().shown?.text.content.front).toEqual(text("What is d?"));
  });

  test("that has lost its content is a sentence, and comes once the deck is installed again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bench.install(deck([content("a", 0)]));
    await bench.db.delete("contents", forward("a"));
    const study = await bench.begun();
    expect(study.state()).toMatchObject({ shown: null, trouble: "deckMissing" });
    await bench.install(deck([content("a", 0)], "2"));
    await study.acknowledge();
    expect(study.state()).toMatchObject({ shown: { card: { id: forward("a") } }, trouble: null });
  });
});
