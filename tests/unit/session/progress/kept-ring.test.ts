/** When a progress page keeps its ring: where it was drawn, and never at the cost of anything else. */
import { describe, expect, test, vi } from "vitest";
import { keepRing } from "../../../../src/platform/kept-text.ts";
import { readKeptKnowledge } from "../../../../src/session/cards/kept-knowledge.ts";
import { type ProgressParts, startProgress } from "../../../../src/session/progress/open.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { FIVE, forward, get, grade, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
let page: PageStub;
let db: Database;
const seen = vi.hoisted(() => ({ workedOut: 0, tablesKept: 0, keepingFails: false }));
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/core/stats/table-facts.ts", async (original) => {
  const real = await original<typeof import("../../../../src/core/stats/table-facts.ts")>();
  return {
    ...real,
    *knownByChapter(...args: Parameters<typeof real.knownByChapter>) {
      seen.workedOut++;
      return yield* real.knownByChapter(...args);
    },
  };
});
vi.mock("../../../../src/store/card-table/card-table.ts", async (original) => {
  const real = await original<typeof import("../../../../src/store/card-table/card-table.ts")>();
  return {
    ...real,
    cardTables(database: Database) {
      const tables = real.cardTables(database);
      const keep = async (): Promise<void> => {
        await tables.keep();
        seen.tablesKept++;
      };
      return { ...tables, keep };
    },
  };
});
vi.mock("../../../../src/session/cards/kept-knowledge.ts", async (original) => {
  const real = await original<typeof import("../../../../src/session/cards/kept-knowledge.ts")>();
  return {
    ...real,
    async keeping(database: Database) {
      const keep = await real.keeping(database);
      return (known: Parameters<typeof keep>[0]) => {
        if (seen.keepingFails) throw new Error("cannot be kept");
        keep(known);
      };
    },
  };
});
useStudyPage(async (opened) => {
  ({ db, files, page } = opened);
  Object.assign(seen, { workedOut: 0, tablesKept: 0, keepingFails: false });
  vi.stubGlobal("Worker", class {});
  await installDeck(db, deck(FIVE), scheduler, Date.now());
});

async function opened(): Promise<ProgressParts> {
  const live = startProgress();
  await until(() => live.current().kind === "open");
  const view = live.current();
  if (view.kind !== "open") throw new Error(`the page is ${view.kind}`);
  return view.parts;
}

/** Until what waited for that is done: the page then keeps where the cards stand. */
const rests = (): Promise<void> =>
  until(() => {
    page.rest();
    return seen.tablesKept === 1;
  });

/** Another page answers a card. */
async function answeredElsewhere({ knowledge }: ProgressParts, name: string): Promise<void> {
  const before = knowledge.current();
  await grade(db, await get(db, forward(name)), 4, Date.now());
  page.announce();
  await until(() => knowledge.current() !== before);
}

/** @returns tells those who listen for a change of what is seen that the page is so now */
function listening(type: string): (state: DocumentVisibilityState) => void {
  const listens = vi.fn<(type: string, listen: () => void) => void>();
  vi.stubGlobal("addEventListener", listens);
  return (state) => {
    Object.assign(document, { visibilityState: state });
    for (const [heard, listen] of listens.mock.calls) if (heard === type) listen();
  };
}

/** What the ring, where it is looked at, draws. */
const draw = ({ knowledge }: Pick<ProgressParts, "knowledge">): number =>
  knowledge.current().decks[0]?.known.new ?? Number.NaN;

const keptNew = (): number | undefined => readKeptKnowledge()?.decks[0]?.known.new;
const keeps = (news: number): Promise<void> =>
  until(() => {
    page.rest();
    return keptNew() === news;
  });

test("a page that shows something else works out no ring, at first nor for what was answered elsewhere", async () => {
  const parts = await opened();
  await rests();
  for (const name of ["a", "b", "c"]) {
    page.rest();
    await answeredElsewhere(parts, name);
  }
  expect([seen.workedOut, readKeptKnowledge()]).toEqual([0, null]);
});

test("a page that showed something else keeps the ring once nobody looks at it any more, with what was answered elsewhere", async () => {
  const hide = listening("visibilitychange");
  const parts = await opened();
  await rests();
  hide("visible");
  expect(readKeptKnowledge()).toBeNull();
  hide("hidden");
  expect(keptNew()).toBe(5);
  await answeredElsewhere(parts, "a");
  expect(readKeptKnowledge()).toBeNull();
  hide("hidden");
  expect(keptNew()).toBe(4);
  // Another page has written, and this one has not read it yet.
  keepRing(null);
  hide("hidden");
  expect([readKeptKnowledge(), seen.workedOut]).toEqual([null, 2]);
});

test("the ring is kept once it is drawn, and anew with what was answered elsewhere", async () => {
  const parts = await opened();
  await rests();
  expect(draw(parts)).toBe(5);
  await keeps(5);
  await answeredElsewhere(parts, "a");
  expect([readKeptKnowledge(), draw(parts)]).toEqual([null, 4]);
  await keeps(4);
  expect(seen.workedOut).toBe(2);
});

test("a ring that cannot be kept is in the way of nothing else", async () => {
  seen.keepingFails = true;
  const parts = await opened();
  expect(draw(parts)).toBe(5);
  await rests();
  expect(readKeptKnowledge()).toBeNull();
});

describe("a ring that was kept", () => {
  const kept = async (): Promise<void> => {
    // One card was answered: its state follows from the weights.
    await grade(db, await get(db, forward("b")), 4, Date.now());
    draw(await opened());
    await keeps(4);
  };
  /** What the page that is opened next shows, one after the other. */
  const shown = async (): Promise<readonly string[]> => {
    const live = startProgress();
    const views: string[] = [];
    const look = (): void => {
      const view = live.current();
      const ring = view.kind === "opening" && view.kept ? `, new: ${draw(view.kept)}` : "";
      views.push(`${view.kind}${ring}`);
    };
    look();
    live.subscribe(look);
    await until(() => live.current().kind === "open");
    return views;
  };

  test("is shown until what is known was read, where nothing has changed", async () => {
    await kept();
    expect(await shown()).toEqual(["opening, new: 4", "open"]);
  });

  test.each([
    [
      "an answer came from another machine",
      async () => void (await grade(db, await get(db, forward("a")), 4, Date.now())),
    ],
    [
      "another version of the deck came, of which no log tells",
      () => installDeck(db, deck(FIVE, "2"), scheduler, Date.now()),
    ],
  ])("is shown no more once the database is open where, while no page was, %s", async (_, change) => {
    await kept();
    await change();
    expect(await shown()).toEqual(["opening, new: 4", "opening", "open"]);
  });
});
