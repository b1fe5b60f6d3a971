/** What is kept for the next day: how often it is read, what it outlives, and what it does not. */
import { describe, expect, test, vi } from "vitest";
import { readKeptText } from "../../../../../src/platform/kept-text.ts";
import { here } from "../../../../../src/session/common/kept-here.ts";
import { keptEver, keptIn } from "../../../../../src/session/study/kept/kept-card.ts";
import { keepLooks } from "../../../../../src/session/study/kept/kept-of.ts";
import { type LiveSession, startSession } from "../../../../../src/session/study/live-session.ts";
import { installDeck } from "../../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../../src/store/settings/save-setting.ts";
import { readToday } from "../../../../../src/store/today/today.ts";
import { countRows } from "../../../../support/database/count-rows.ts";
import { FIVE, maker, scheduler } from "../../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../../support/places/memory-files.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import type { PageStub } from "../../../../support/session/page-stub.ts";
import { text } from "../../../../support/session/sessions.ts";
import { answerFront, front, until, useStudyPage } from "../../../../support/session/study-page.ts";

let files: MemoryFiles;
vi.mock("../../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../../src/platform/bundled-decks.ts", () => ({
  bundledDecks: { versions: async () => [], deck: vi.fn() },
}));
vi.mock("../../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));
const reads = vi.hoisted(() => ({ tomorrow: 0, done: 0, hold: null as null | Promise<void> }));
vi.mock("../../../../../src/session/study/kept/tomorrow.ts", async (original) => {
  const real = await original<typeof import("../../../../../src/session/study/kept/tomorrow.ts")>();
  return {
    tomorrowText: async (...args: Parameters<typeof real.tomorrowText>) => {
      reads.tomorrow++;
      const text = await real.tomorrowText(...args);
      reads.done++;
      await reads.hold;
      return text;
    },
  };
});

let page: PageStub;
let db: Database;
useStudyPage((opened) => {
  ({ db, files, page } = opened);
  reads.tomorrow = 0;
  reads.done = 0;
  reads.hold = null;
  const base = Date.UTC(2026, 2, 28, 12);
  const began = performance.now();
  vi.spyOn(Date, "now").mockImplementation(() => Math.floor(base + performance.now() - began));
});
const LOOKS = { popup: ["p", {}, ["small"]], newtab: ["p", {}, ["large"]] };
const turns = async (count = 60): Promise<void> => {
  for (let i = 0; i < count; i++) {
    page.rest();
    await new Promise((done) => setTimeout(done));
  }
};
/** Until so many pages have compared the second record, which comes last of what a page reads. */
const compared = (pages: number): Promise<void> =>
  until(() => {
    page.rest();
    return page.persist.mock.calls.length === pages;
  });
async function before(): Promise<LiveSession> {
  const live = startSession("popup");
  await live.ready;
  return live;
}
const ofTomorrow = () => keptEver(readKeptText());

const option = (words: string, correct: boolean) => ({ text: text(words), correct, why: [] });
const OPTIONS = ["one", "two", "three", "four"].map((words, i) => option(words, i === 0));
const choice = (name: string, i: number) => content(name, i, { type: "choice", options: OPTIONS });

async function oneDay(cards = FIVE): Promise<LiveSession> {
  await installDeck(db, deck(cards), scheduler, Date.now());
  await saveSetting(db, "newPerDay", 2, () => maker(Date.now()));
  const live = await before();
  for (const rating of [4, 4] as const) await answerFront(live, rating);
  expect(front(live)).toBe("done");
  await until(() => {
    page.rest();
    return ofTomorrow() !== null;
  });
  await turns();
  return live;
}

/** A page that has read tomorrow, and keeps it only when it is let on. @returns lets it on */
async function held(): Promise<() => void> {
  await installDeck(db, deck(FIVE), scheduler, Date.now());
  await saveSetting(db, "newPerDay", 2, () => maker(Date.now()));
  const first = await before();
  for (const rating of [4, 4] as const) await answerFront(first, rating);
  let go = (): void => {};
  reads.hold = new Promise<void>((resolve) => {
    go = resolve;
  });
  await until(() => {
    page.rest();
    return reads.done > 0 && reads.done === reads.tomorrow;
  });
  return go;
}

describe("what is kept for tomorrow", () => {
  test("is read once for a day that is over, not for each state", async () => {
    await oneDay();
    reads.tomorrow = 0;
    // A popup that is opened in the evening to look: nothing is written.
    const evening = await before();
    expect(front(evening)).toBe("done");
    await turns();
    expect(reads.tomorrow).toBe(1);
  });

  test("keeps its looks when the day is read again and nothing has changed", async () => {
    await oneDay();
    keepLooks(() => LOOKS);
    expect(ofTomorrow()?.looks).toEqual(LOOKS);
    await before();
    await turns();
    // The popup is closed before it has drawn both pages unseen once more.
    expect(ofTomorrow()?.looks).toEqual(LOOKS);
  });

  test("is the same text, also of a choice, when the day is read again and nothing has changed", async () => {
    await oneDay(["a", "b", "c", "d", "e"].map(choice));
    const first = ofTomorrow()?.card;
    for (let i = 0; i < 4; i++) {
      await before();
      await turns();
      expect(ofTomorrow()?.card.view.optionOrder).toEqual(first?.view.optionOrder);
    }
  });

  test("does not replace the card of today that another page has kept meanwhile", async () => {
    const go = await held();
    // Another page takes the last answer back: its card is in front there, and kept. The first has not heard of it yet.
    const second = await before();
    await turns();
    expect(second.current().canUndo).toBe(true);
    second.current().actions.undo();
    await until(() => front(second) !== "done");
    const today = keptIn(readKeptText(), here())?.card.view.content.id ?? null;
    expect(today).not.toBeNull();
    const kept: (string | null)[] = [];
    const { set } = page.kept;
    page.kept.set = (key, words) => {
      if (key === "osteon:card-in-front")
        kept.push(keptIn(words, here())?.card.view.content.id ?? "what is not of today");
      return set.call(page.kept, key, words);
    };
    go();
    for (let i = 0; i < 20; i++) await new Promise((done) => setTimeout(done));
    expect(kept.filter((one) => one !== today)).toEqual([]);
    expect(keptIn(readKeptText(), here())?.card.view.content.id ?? null).toBe(today);
  });

  test("is not written after another page has forgotten it, where this one is closed before it hears of that", async () => {
    const go = await held();
    // The options: no new cards from now on; `forgetting` forgets what is kept.
    await saveSetting(db, "newPerDay", 0, () => maker(Date.now()));
    page.kept.clear();
    go();
    for (let i = 0; i < 20; i++) await new Promise((done) => setTimeout(done));
    expect(ofTomorrow()).toBeNull();
  });

  test("a clock that was set back: the card of today that was answered is forgotten at once", async () => {
    await installDeck(db, deck([content("a", 0)]), scheduler, Date.now());
    const live = await before();
    const at = Date.now();
    const kept = readKeptText();
    expect(kept).not.toBeNull();
    vi.mocked(Date.now).mockImplementation(() => at - 3 * 60_000);
    await answerFront(live, 4);
    expect(front(live)).toBe("done");
    // The popup is closed here: nothing more comes to rest.
    expect(readKeptText()).toBeNull();
  });

  test("on the evening before summer time begins, looks are kept as on any other", async () => {
    const start = Date.now();
    let change = Number.POSITIVE_INFINITY;
    vi.spyOn(Date.prototype, "getTimezoneOffset").mockImplementation(function (this: Date) {
      return this.getTime() < change ? 0 : -60;
    });
    await installDeck(db, deck(FIVE), scheduler, start);
    await saveSetting(db, "newPerDay", 2, () => maker(start));
    const live = await before();
    const ends = live.current().dayEndsAtMs ?? 0;
    // Two hours before the day begins; the night is an hour shorter.
    change = ends - 3 * 3_600_000;
    page.announce();
    await turns();
    for (const rating of [4, 4] as const) await answerFront(live, rating);
    expect(front(live)).toBe("done");
    await turns();
    expect(keptEver(readKeptText())).not.toBeNull();
    keepLooks(() => LOOKS);
    const from = live.current().dayEndsAtMs ?? 0;
    vi.mocked(Date.now).mockReturnValue(from);
    expect(keptIn(readKeptText(), here())?.card.view.content.fact).toBe("test-deck/c");
    expect(keptIn(readKeptText(), here())?.looks).toEqual(LOOKS);
  });

  test("on that evening, a look at what is done forgets nothing", async () => {
    const start = Date.now();
    const live0 = Number.POSITIVE_INFINITY;
    let change = live0;
    vi.spyOn(Date.prototype, "getTimezoneOffset").mockImplementation(function (this: Date) {
      return this.getTime() < change ? 0 : -60;
    });
    await installDeck(db, deck(FIVE), scheduler, start);
    await saveSetting(db, "newPerDay", 2, () => maker(start));
    const live = await before();
    change = (live.current().dayEndsAtMs ?? 0) - 3 * 3_600_000;
    page.announce();
    await turns();
    for (const rating of [4, 4] as const) await answerFront(live, rating);
    await turns();
    expect(keptEver(readKeptText())).not.toBeNull();
    // Opened and closed before it is idle.
    await before();
    expect(readKeptText()).not.toBeNull();
  });

  test("does not outlive what a folder brought in, where the popup is closed at once", async () => {
    const first = await oneDay();
    // What another device wrote is merged by this very page, which reads its day again, and is closed before it is idle.
    await saveSetting(db, "newPerDay", 0, () => maker(Date.now()));
    const changed = vi.fn();
    first.subscribe(changed);
    page.announce();
    await until(() => changed.mock.calls.length > 0);
    expect(front(first)).toBe("done");
    const morning = first.current().dayEndsAtMs ?? 0;
    vi.mocked(Date.now).mockReturnValue(morning);
    expect(keptIn(readKeptText(), here())?.card.view.content.fact).toBeUndefined();
  });

  test("is read at most twice after the last answer of a day, which reads the day itself once more", async () => {
    await oneDay();
    expect(reads.tomorrow).toBeLessThan(3);
  });

  test("costs an evening popup no more rows than reading the day once more", async () => {
    const names = Array.from({ length: 300 }, (_, i) => content(`n${String(i).padStart(3, "0")}`, i));
    await oneDay(names);
    await compared(1);
    const once = await countRows(() => readToday(db, Date.now(), () => 0));
    const done = reads.done;
    const popup = await countRows(async () => {
      await before();
      await compared(2);
      await until(() => reads.done > done);
    });
    // The day itself, its end, and tomorrow; what is read beside them is little.
    expect(popup.read).toBeLessThan(3 * once.read);
  });

  test("leaves nothing behind where the next day begins with no question", async () => {
    await installDeck(db, deck([content("a", 0)]), scheduler, Date.now());
    const live = await before();
    await answerFront(live, 4);
    expect(front(live)).toBe("done");
    await turns();
    expect(readKeptText()).toBeNull();
  });
});
