import "fake-indexeddb/auto";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { buildDeck } from "../../../cards/index.ts";
import type { Deck } from "../../../src/core/deck/deck.ts";
import { type CardId, type EventId, makeEventId, termId } from "../../../src/core/ids.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { createStudySession, type StudySession } from "../../../src/session/study-session.ts";
import { installDeck } from "../../../src/store/install-deck.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../../src/store/open.ts";
import { saveSetting } from "../../../src/store/settings.ts";
import { content, deck, fact, TEST_DECK } from "../../support/cards.ts";
import { forward, get, grade as gradeRow, maker, scheduler } from "../../support/db-steps.ts";

const text = (words: string) => [{ kind: "text" as const, text: words }];
let nowMs = Date.UTC(2026, 10, 23, 9);
let db: Database;
let writes = 0;

function session(scheduling = async () => schedulerFor, onChange = (): void => {}): StudySession {
  return createStudySession({
    db,
    clock: { nowMs: () => nowMs, offsetAt: () => 0, randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)) },
    surface: "newtab",
    scheduling,
    onChange,
    onWrite: () => {
      writes++;
    },
  });
}

const install = (content: Deck) => installDeck(db, content, scheduler, nowMs);
const shown = (study: StudySession): CardId | null => study.state().shown?.card.id ?? null;
const noticeOf = (study: StudySession) => study.state().shown?.text.notice;
/** The log, in the order of arrival. */
const log = () => db.getAll("events");

async function answer(study: StudySession, rating: Rating): Promise<CardId | null> {
  while (noticeOf(study)) await study.acknowledge();
  const id = shown(study);
  nowMs += 4000;
  await study.reveal();
  await study.grade(rating);
  return id;
}

/** From now on transactions of these modes fail to begin, until the spy is restored. */
function refuse(error: Error, modes: readonly IDBTransactionMode[] = ["readwrite"]) {
  const { transaction } = IDBDatabase.prototype;
  return vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...asked) {
    if (modes.includes(asked[1] ?? "readonly")) throw error;
    return transaction.apply(this, asked);
  });
}

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 23, 9);
  writes = 0;
  db = await openDatabase();
});

afterEach(async () => {
  vi.restoreAllMocks();
  db.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = resolve;
  });
});

describe("a study session", () => {
  test("shows a card, its four outcomes once it is turned, and goes on when it was graded", async () => {
    await install(deck([content("a", 0), content("b", 1)]));
    const study = session();
    await study.refresh();
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
    expect(writes).toBe(1);
  });

  test("a reading that fails after the last grade was written takes nothing from it: undo still finds it", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
    await study.reveal();
    const transaction = refuse(new DOMException("The disk cannot be read.", "UnknownError"), ["readonly"]);
    await study.grade(4).catch(() => {});
    transaction.mockRestore();
    expect(study.state()).toMatchObject({ trouble: null, shown: null, made: [expect.any(String)] });
    expect(writes).toBe(1);
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
  });

  test("a grade before the answer was shown, or a second one while the first is written, does nothing", async () => {
    await install(deck([content("a", 0), content("b", 1)]));
    const study = session();
    await study.refresh();
    await study.grade(3);
    expect(await db.count("events")).toBe(0);
    await study.reveal();
    await Promise.all([study.grade(3), study.grade(3), study.grade(1)]);
    expect(await db.count("events")).toBe(1);
  });

  test("what the button promised is what is written", async () => {
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
    await study.reveal();
    const promised = study.state().shown?.outcomes[3]?.wait.count ?? 0;
    const day = study.state().today?.now.today ?? 0;
    nowMs += 30_000;
    await study.grade(4);
    const [event] = await log();
    expect(event).toMatchObject({ next: { dueDay: day + promised, dueAtMs: null }, durationMs: 30_000, phase: "new" });
  });

  test("time in front of a page that nobody looked at yet does not count", async () => {
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
    nowMs += 50_000;
    study.begin();
    nowMs += 2000;
    await study.reveal();
    await study.grade(3);
    expect(await log()).toMatchObject([{ durationMs: 2000 }]);
  });

  test("what was asked of one card does not turn the next, which took its place while the scheduler was loaded", async () => {
    await install(deck([content("a", 0), content("b", 1)]));
    let loaded = (_: typeof schedulerFor): void => {};
    const loading = new Promise<typeof schedulerFor>((resolve) => {
      loaded = resolve;
    });
    const [mine, theirs] = [session(() => loading), session()];
    await mine.refresh();
    await theirs.refresh();
    const asked = mine.reveal();
    await answer(theirs, 4);
    await mine.refresh();
    expect(shown(mine)).toBe(forward("b"));
    loaded(schedulerFor);
    await asked;
    expect(mine.state().shown?.revealed).toBe(false);
    await mine.reveal();
    expect(mine.state().shown?.revealed).toBe(true);
  });

  test("a scheduler that cannot be loaded is a sentence; the card waits, and is graded once it can be loaded", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await install(deck([content("a", 0)]));
    let loads = 0;
    const study = session(async () => {
      if (++loads === 1) throw new TypeError("not found");
      return schedulerFor;
    });
    await study.refresh();
    await study.reveal();
    expect(study.state()).toMatchObject({ trouble: "notSaved", busy: false, shown: { revealed: false } });
    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { card: { id: forward("a") } } });
    await study.reveal();
    expect(study.state().shown?.outcomes).toHaveLength(4);
    await study.grade(3);
    expect(await log()).toMatchObject([{ kind: "review", card: forward("a"), rating: 3 }]);
  });

  test("a card that another view has answered is passed over, and the one in hand stays otherwise", async () => {
    await install(deck([content("a", 0), content("b", 1), content("c", 2)]));
    const [mine, theirs] = [session(), session()];
    await mine.refresh();
    await theirs.refresh();
    await mine.reveal();
    expect(await answer(theirs, 4)).toBe(forward("a"));
    const before = writes;
    await mine.grade(4);
    expect(await db.count("events")).toBe(1);
    // Nothing was written, so there is nothing for other pages to look at.
    expect(writes).toBe(before);
    expect(shown(mine)).toBe(forward("b"));

    await mine.reveal();
    await theirs.undo();
    await mine.refresh();
    expect(mine.state().shown).toMatchObject({ revealed: true });
    expect(shown(mine)).toBe(forward("b"));
  });

  test("undo brings the card back to the front, also after the last one", async () => {
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
    await answer(study, 4);
    expect(shown(study)).toBeNull();
    expect(study.state().next).not.toBeNull();
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
    expect(study.state()).toMatchObject({ canUndo: false, today: { answered: [] } });
  });

  test("a failed write is told, the card stays, and trying again works", async () => {
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
    await study.reveal();
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const full = new DOMException("no room", "QuotaExceededError");
    const transaction = refuse(full);
    await study.grade(3);
    expect(study.state().trouble).toBe("diskFull");
    expect(told).toHaveBeenCalledWith(expect.any(String), full);
    expect(await db.count("events")).toBe(0);
    transaction.mockRestore();
    told.mockRestore();

    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { revealed: true } });
    await study.grade(3);
    expect(await db.count("events")).toBe(1);
  });

  test("the sentence about a failed write outlives every reading, until the user has read it", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
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
    await study.undo();
    refused.mockRestore();
    await looking;
    expect(study.state().trouble).toBe("diskFull");
    await study.acknowledge();
    expect(study.state()).toMatchObject({ trouble: null, shown: { revealed: true } });
  });

  test("trying again is answered with a sentence where the database cannot be read either", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await install(deck([content("a", 0)]));
    let changes = 0;
    const study = session(undefined, () => changes++);
    await study.refresh();
    await study.reveal();
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
    await install(deck([first, second]));
    // As after a merge of two machines, each of which was asked for one of the two.
    for (const { id } of [first, second]) await gradeRow(db, await get(db, id), 1, nowMs);
    nowMs += 10 * 60_000;
    const study = session();
    await study.refresh();
    await study.reveal();
    const turned = study.state().shown;
    expect(turned).toMatchObject({ revealed: true });
    await study.refresh();
    expect(study.state().shown).toBe(turned);
  });

  test("a turned card goes when its sibling was answered elsewhere", async () => {
    const [first, second] = [content("a", 0), content("a", 1, { template: "reverse" })];
    await install(deck([first, second, content("b", 2)]));
    const study = session();
    await study.refresh();
    await study.reveal();
    expect(shown(study)).toBe(forward("a"));
    await gradeRow(db, await get(db, second.id), 4, nowMs);
    await study.refresh();
    expect(shown(study)).toBe(forward("b"));
  });
});

describe("the next card", () => {
  test("is drawn after a grade without another reading: it was read while the one before it was in front", async () => {
    await install(deck([content("a", 0), content("b", 1), content("c", 2)]));
    let begun: string[] = [];
    const drawn: { readonly card: CardId | null; readonly readings: readonly string[] }[] = [];
    const study = session(undefined, () => drawn.push({ card: shown(study), readings: begun }));
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
    await install(deck([content("a", 0), content("b", 1), content("c", 2), content("d", 3)]));
    const [mine, theirs] = [session(), session()];
    await mine.refresh();
    await theirs.refresh();
    for (const name of ["a", "b", "c"]) expect(await answer(theirs, 4)).toBe(forward(name));
    await mine.reveal();
    await mine.grade(4);
    expect(mine.state().shown?.text.content.front).toEqual(text("What is d?"));
  });

  test("that has lost its content is a sentence, and comes once the deck is installed again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await install(deck([content("a", 0)]));
    await db.delete("contents", forward("a"));
    const study = session();
    await study.refresh();
    expect(study.state()).toMatchObject({ shown: null, trouble: "deckMissing" });
    await install(deck([content("a", 0)], "2"));
    await study.acknowledge();
    expect(study.state()).toMatchObject({ shown: { card: { id: forward("a") } }, trouble: null });
  });
});

describe("undo on a fresh page", () => {
  const fresh = async (): Promise<StudySession> => {
    const study = session();
    await study.refresh();
    return study;
  };

  /** A review that was made in Anki, as it is when a package was read: of today, in a log that is otherwise empty. */
  async function importReview(): Promise<EventId> {
    const study = await fresh();
    await study.reveal();
    await study.grade(4);
    const [made] = await log();
    if (!made) throw new Error("there is no review");
    await db.clear("events");
    const id = makeEventId(made.atMs, crypto.getRandomValues(new Uint8Array(10)));
    await db.add("events", { ...made, id, surface: "import" } as typeof made);
    return id;
  }

  test("takes back what this device made today", async () => {
    await install(deck([content("a", 0), content("b", 1)]));
    expect((await fresh()).state().canUndo).toBe(false);
    await answer(await fresh(), 4);
    const study = await fresh();
    expect(study.state()).toMatchObject({ made: [], canUndo: true });
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
    expect(study.state().canUndo).toBe(false);
  });

  test("leaves a review alone that was imported from Anki today", async () => {
    await install(deck([content("a", 0)]));
    await importReview();
    const study = await fresh();
    expect(study.state()).toMatchObject({ canUndo: false, today: { answered: [{ id: forward("a") }] } });
    const before = writes;
    await study.undo();
    expect(await log()).toMatchObject([{ kind: "review", surface: "import" }]);
    expect(writes).toBe(before);
  });

  test("leaves what another device made today alone", async () => {
    await install(deck([content("a", 0)]));
    await gradeRow(db, await get(db, forward("a")), 4, nowMs);
    const study = await fresh();
    expect(study.state().canUndo).toBe(false);
    await study.undo();
    expect(await log()).toHaveLength(1);
  });

  test("says what is so where it was written and today cannot be read afterwards", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await install(deck([content("a", 0), content("b", 1)]));
    const study = await fresh();
    await answer(study, 4);
    const before = writes;
    const transaction = refuse(new DOMException("The disk cannot be read.", "UnknownError"), ["readonly"]);
    await study.undo().catch(() => {});
    transaction.mockRestore();
    expect(study.state()).toMatchObject({ trouble: "databaseUnreadable", made: [], busy: false });
    expect(await log()).toMatchObject([{ kind: "review" }, { kind: "undo" }]);
    expect(writes).toBe(before + 1);
  });
});

describe("what is shown once", () => {
  const wnt = termId(TEST_DECK, "wnt");
  const term = (id: string) => ({ id: termId(TEST_DECK, id), name: id, definition: text(`What ${id} means.`) });

  test("a term comes before the first card that uses it, and never again", async () => {
    const cards = [content("a", 0, { terms: [wnt] }), content("b", 1, { terms: [wnt] })];
    await install(deck(cards, "1", { terms: [term("wnt"), term("unused")] }));
    const study = session();
    await study.refresh();
    expect(noticeOf(study)).toMatchObject({ kind: "term", key: "term/test-deck/wnt" });
    await study.reveal();
    expect(study.state().shown?.revealed).toBe(false);
    await study.acknowledge();
    expect(study.state().shown).toMatchObject({ text: { notice: null }, card: { id: forward("a") } });
    await answer(study, 4);
    expect(study.state().shown).toMatchObject({ text: { notice: null }, card: { id: forward("b") } });
  });

  test("a changed fact is corrected once, before its next review, for those who knew it", async () => {
    const changed = { fact: fact("a"), revision: 2, before: text("Was."), now: text("Is."), why: text("Since.") };
    await install(deck([content("a", 0), content("b", 1)]));
    const study = session();
    await study.refresh();
    await answer(study, 4);

    const cards = [content("a", 0, { factRevision: 2 }), content("b", 1, { factRevision: 1 })];
    await install(deck(cards, "2", { corrections: [changed] }));
    nowMs += 60 * DAY_MS;
    const later = session();
    await later.refresh();
    expect(shown(later)).toBe(forward("a"));
    expect(noticeOf(later)).toMatchObject({ kind: "correction", correction: changed });
    await answer(later, 4);
    // The other card was never learnt as it was, so there is nothing to correct.
    expect(later.state().shown).toMatchObject({ text: { notice: null }, card: { id: forward("b") } });
    nowMs += 400 * DAY_MS;
    const muchLater = session();
    await muchLater.refresh();
    expect(noticeOf(muchLater)).toBeNull();
    expect((await get(db, forward("a"))).state.reviews).toBe(2);
  });

  test("a mere change of wording shows nothing and keeps the history", async () => {
    await install(deck([content("a", 0)]));
    const study = session();
    await study.refresh();
    await answer(study, 4);
    await install(deck([content("a", 0, { front: text("Said better?") })], "2"));
    nowMs += 60 * DAY_MS;
    const later = session();
    await later.refresh();
    expect(later.state().shown).toMatchObject({ text: { notice: null }, card: { state: { reviews: 1 } } });
    expect(later.state().shown?.text.content.front).toEqual(text("Said better?"));
  });
});

test("a deck on another subject is studied from its first card to its last, with no code of its own", async () => {
  const tides = await buildDeck(join(import.meta.dirname, "../../fixtures/second-deck"));
  await install(tides);
  await saveSetting(db, "newPerDay", 200, () => maker(nowMs));
  const seen = new Set<string>();
  // Siblings wait for another day, and contrasts for both their members.
  for (let day = 0; day < 30 && seen.size < tides.cards.length; day++) {
    const study = session();
    await study.refresh();
    while (shown(study) !== null) {
      const { content } = study.state().shown?.text ?? {};
      const order = study.state().shown?.optionOrder ?? [];
      if (content?.type === "choice") expect([...order].sort()).toEqual(content.options.map((_, i) => i));
      const answered = await answer(study, 4);
      if (answered !== null) seen.add(answered);
    }
    nowMs += DAY_MS;
  }
  expect([...seen].sort()).toEqual(tides.cards.map(({ id }) => id as string).sort());
});
