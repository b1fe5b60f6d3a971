/** A page that draws what another page has kept, over a real database. */
import { describe, expect, test, vi } from "vitest";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { hasSingleKeys } from "../../../../src/platform/appearance.ts";
import { readKeptText } from "../../../../src/platform/kept-text.ts";
import { afterPaint } from "../../../../src/session/common/after-paint.ts";
import { here } from "../../../../src/session/common/kept-here.ts";
import { openStudy } from "../../../../src/session/opening/open-study.ts";
import { keptEver, keptIn } from "../../../../src/session/study/kept/kept-card.ts";
import { keepLooks } from "../../../../src/session/study/kept/kept-of.ts";
import { type LiveSession, startSession } from "../../../../src/session/study/live-session.ts";
import type { SessionView } from "../../../../src/session/study/session-view.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { FIVE, forward, get, grade, maker, scheduler } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { text } from "../../../support/session/sessions.ts";
import { answerFront, front, isRevealed, until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({
  bundledDecks: { versions: async () => [], deck: vi.fn() },
}));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));

let page: PageStub;
let db: Database;

useStudyPage((opened) => {
  ({ db, files, page } = opened);
});

const LOOKS = { popup: ["p", {}, ["small"]], newtab: ["p", {}, ["large"]] };

/** A page that asks the database once it has painted what it can. */
const open = (surface: "popup" | "newtab"): LiveSession => openStudy(surface, null, afterPaint());

/** Whether a card is kept; the page comes to rest once more. */
function keepsAtRest(): boolean {
  page.rest();
  return keptEver(readKeptText()) !== null;
}

/** A page that was there before, with a card in front. */
async function before(): Promise<LiveSession> {
  const live = startSession("popup");
  await live.ready;
  return live;
}

const option = (words: string, correct: boolean) => ({ text: text(words), correct, why: [] });
const OPTIONS = ["one", "two", "three", "four"].map((words, i) => option(words, i === 0));
const CHOICE = content("a", 0, { type: "choice", options: OPTIONS });

describe("a page that is opened after another", () => {
  test("shows at once what that one has in front, and the database says the same", async () => {
    await installDeck(db, deck([CHOICE, ...FIVE.slice(1)]), scheduler, Date.now());
    const first = await before();
    for (const rating of [4, 1, 3] as const) {
      const next = open("newtab");
      expect(front(next)).toBe(front(first));
      const { counts, view } = next.current();
      expect(counts).toEqual(first.current().counts);
      expect(isRevealed(next.current())).toBe(false);
      await next.opened;
      // What was drawn stays: also the options, in the order in which they were.
      const { content, optionOrder, terms, own } = view as SessionView & { kind: "card" };
      expect(next.current()).toMatchObject({ counts, view: { content, optionOrder, terms, own } });
      await answerFront(first, rating);
    }
  });

  test("finds what it looks like as long as the same card is in front, and no longer", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const first = await before();
    const looks = () => keptIn(readKeptText(), here())?.looks;
    keepLooks(() => LOOKS);
    // Another page wrote something of no card: the day is read again.
    const changed = vi.fn();
    first.subscribe(changed);
    page.announce();
    await until(() => changed.mock.calls.length > 0);
    expect(looks()).toEqual(LOOKS);
    await answerFront(first, 4);
    expect(looks()).toBeUndefined();
  });

  test("turns the card for a key that was pressed before the database was open, and it is graded once", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await before();
    const next = open("popup");
    const { reveal, grade: gradeEarly } = next.current().actions;
    const shown = reveal(forward("a"));
    gradeEarly(4);
    expect(await shown).toBe(true);
    expect(isRevealed(next.current())).toBe(true);
    expect((await wholeLog(db)).length).toBe(0);
    next.current().actions.grade(4);
    await until(() => front(next) === "b");
    expect((await wholeLog(db)).length).toBe(1);
  });

  test("replaces a card that was answered elsewhere meanwhile, and a key that was pressed for it does nothing", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await before();
    await grade(db, await get(db, forward("a")), 4, Date.now());
    const next = open("popup");
    expect(front(next)).toBe("a");
    const { reveal, setAside } = next.current().actions;
    const shown = reveal(forward("a"));
    setAside("suspend");
    expect(await shown).toBe(false);
    expect(front(next)).toBe("b");
    expect(isRevealed(next.current())).toBe(false);
    expect((await wholeLog(db)).length).toBe(1);
    await answerFront(next, 4);
    expect((await get(db, forward("b"))).state.reviews).toBe(1);
    expect((await get(db, forward("a"))).state.reviews).toBe(1);
  });

  test("asks the database where the page before shows what a new one would not", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const first = await before();
    await answerFront(first, 4);
    expect(front(open("popup"))).toBe("b");
    first.current().actions.undo();
    await until(() => front(first) === "a");
    // It was put back out of turn, or into its turn: whichever, a new page says the same as the database.
    const next = open("popup");
    const drawn = front(next);
    await next.opened;
    if (drawn !== "loading") expect(front(next)).toBe(drawn);
  });

  test("asks the database once the day is over, and where nothing is left to ask", async () => {
    await installDeck(db, deck([content("a", 0)]), scheduler, Date.now());
    const first = await before();
    expect(page.kept.size).toBe(1);
    const clock = vi.spyOn(Date, "now").mockReturnValue(first.current().dayEndsAtMs ?? 0);
    expect(front(open("popup"))).toBe("loading");
    clock.mockRestore();
    await answerFront(first, 4);
    expect(front(first)).toBe("done");
    expect(page.kept.size).toBe(0);
  });

  test("shows at once what the next day begins with, from its first moment on, where nothing is left of the day before", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await saveSetting(db, "newPerDay", 2, () => maker(Date.now()));
    const first = await before();
    for (const rating of [4, 4] as const) await answerFront(first, rating);
    expect(front(first)).toBe("done");
    await until(keepsAtRest);
    keepLooks(() => LOOKS);
    // Not on this day.
    const again = open("popup");
    await again.ready;
    expect(front(again)).toBe("done");

    const morning = first.current().dayEndsAtMs ?? 0;
    vi.spyOn(Date, "now").mockReturnValue(morning);
    expect(keptIn(readKeptText(), here())?.looks).toEqual(LOOKS);
    const next = open("newtab");
    const { view, counts } = next.current();
    expect(front(next)).toBe("c");
    await next.opened;
    expect(next.current()).toMatchObject({ counts, view: { content: (view as { content: unknown }).content } });
    await answerFront(next, 4);
    expect((await get(db, forward("c"))).state.reviews).toBe(1);
    // And not on the day after that one.
    vi.spyOn(Date, "now").mockReturnValue(morning + DAY_MS);
    expect(front(open("popup"))).toBe("loading");
  });

  test("shows nothing of the next day where a card of this one is left, or came back", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await saveSetting(db, "newPerDay", 1, () => maker(Date.now()));
    const first = await before();
    await answerFront(first, 4);
    await until(keepsAtRest);
    first.current().actions.undo();
    await until(() => front(first) === "a");
    const morning = first.current().dayEndsAtMs ?? 0;
    vi.spyOn(Date, "now").mockReturnValue(morning);
    expect(front(open("popup"))).toBe("loading");
  });

  test("draws no card that a setting takes away once the page before has heard of it", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const first = await before();
    await saveSetting(db, "newPerDay", 0, () => maker(Date.now()));
    page.announce();
    await until(() => page.kept.size === 0);
    // That one keeps the card that is being looked at, as ever; a new one has none to show.
    expect(front(first)).toBe("a");
    const next = open("popup");
    await next.ready;
    expect(front(next)).toBe("done");
  });

  test("knows before it draws a card whether single keys act, where no page has read the setting yet", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await saveSetting(db, "singleKeyShortcuts", false, () => maker(Date.now()));
    const live = startSession("popup");
    const known: boolean[] = [];
    live.subscribe(() => front(live) === "a" && known.push(hasSingleKeys()));
    await live.ready;
    expect(front(live)).toBe("a");
    expect(known).not.toEqual([]);
    expect(known.filter((acts) => acts)).toEqual([]);
    await until(() => keepsAtRest());
    expect(keptIn(readKeptText(), here())).not.toBeNull();
    expect(keptIn(readKeptText(), { ...here(), singleKeyShortcuts: true })).toBeNull();
  });
});
