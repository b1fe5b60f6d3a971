/** A deck that several files have goes with the one that brought it, and not while another one stands that has it as well. */
import { afterEach, expect, test, vi } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import { write } from "../../../src/store/database/transaction.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import {
  giveDeckUp,
  keepInstead,
  keepRestore,
  lastRestore,
  readKept,
  type WayBack,
} from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, maker, NOW } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { card, content, deck } from "../../support/samples/cards.ts";

const MERGE = { mode: "merge", withSettings: false } as const;
const MINE = "mine" as DeckId;
const OWN = deck(
  ["a", "b"].map((name, order) => content(name, order, { deck: MINE })),
  "1",
  { id: MINE },
);
let db: Database;
useDatabase((opened) => {
  db = opened;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** With the deck, and two answers to one of its cards. */
function fileOf(name: string, atMs: number): Promise<Blob> {
  const one = OWN.cards.find(({ id }) => id.includes(`/${name}/`));
  if (!one) throw new Error(`no card ${name}`);
  const answer = (shownAtMs: number) =>
    ({ rating: 3, wait: { unit: "days", count: 3 }, shownAtMs, surface: "popup", factRevision: 1 }) as const;
  const events = [0, 60_000].map((after) =>
    makeReview({ ...card(name), id: one.id }, answer(atMs + after), maker(atMs + after)),
  );
  return backupBlob({ ownDecks: [OWN], events });
}
const bring = async (file: Blob, to = db) => restore(to, await inspectFile(to, file, quietly), MERGE, quietly);
const decks = async () => (await db.getAll("decks")).map(({ id }) => id);
const answered = async () => (await db.getAll("states")).map(({ state }) => state.reviews);

const ended = new Error("the page was closed");
/** Ends the taking back after the first step of which this is so. */
const endWhere = (isEnd: (done: number, total: number) => boolean) => (done: number, total: number) => {
  if (total > 0 && isEnd(done, total)) throw ended;
};

/** The file is taken back but for its deck, and another comes in by a second page, while a third goes on with that. */
async function bringMeanwhile(file: Blob): Promise<void> {
  await expect(
    takeBack(
      db,
      endWhere((done, total) => done === total),
    ),
  ).rejects.toBe(ended);
  expect(await decks()).toEqual([MINE]);
  const page = await openDatabase();
  // The page that goes on has read what there is to take back, and waits for its turn.
  const request = async (_: string, __: unknown, work: () => Promise<unknown>) => {
    vi.unstubAllGlobals();
    expect(await bring(file, page)).toMatchObject({ added: 2, decks: 0 });
    return work();
  };
  vi.stubGlobal("navigator", { locks: { request } });
  await takeBack(db, quietly);
  page.close();
}

test("it stays for a file that came while the one that brought it was taken back, and goes with that file", async () => {
  await bring(await fileOf("a", NOW - 9e8));
  await bringMeanwhile(await fileOf("b", NOW - 8e8));
  expect(await decks()).toEqual([MINE]);
  expect(await answered()).toEqual([0, 2]);
  expect(await lastRestore(db)).toMatchObject({ added: 2, undone: 0 });
  await foldsToItself(db);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 2, unreadable: 0 });
  expect(await decks()).toEqual([]);
  expect(await lastRestore(db)).toBeNull();
  await foldsToItself(db);
});

test("it goes with the one that brought it, where that was ended, came again, and both are taken back", async () => {
  const file = await fileOf("a", NOW - 9e8);
  await bring(file);
  await expect(
    takeBack(
      db,
      endWhere((done) => done > 0),
      1,
    ),
  ).rejects.toBe(ended);
  await bring(file);
  await takeBack(db, quietly);
  expect(await decks()).toEqual([MINE]);
  await takeBack(db, quietly);
  expect(await decks()).toEqual([]);
  expect(await lastRestore(db)).toBeNull();
});

test("of several that came since, the first that has it gets it", async () => {
  const lists = { one: [MINE], two: [], three: [MINE], four: [MINE] };
  const added = reviews(1);
  const kept = async () => {
    const last = await readKept(db);
    if (!last) throw new Error("nothing is kept");
    return last;
  };
  for (const [i, inFile] of Object.values(lists).entries()) {
    const own = { decks: i === 0 ? inFile : [], inFile };
    const united = { added, mended: [], mendedTo: null, before: i };
    await write(db, ["local", "events"], (transaction) =>
      keepRestore(transaction, united, own, NOW + i, { added: 1, takenBack: 0, othersTakenBack: 0 }),
    );
    const last = await kept();
    // The next one comes while this one is taken back.
    await write(db, ["local"], (transaction) => keepInstead(transaction, last, { ...last, isBegun: true, undone: 1 }));
  }
  const chain = async () => {
    const all: WayBack[] = [];
    for (let one: WayBack | null = await kept(); one; one = one.before) all.unshift(one);
    return all;
  };
  const [one] = await chain();
  if (!one) throw new Error("nothing is kept");
  const give = (from: WayBack) => write(db, ["local"], (transaction) => giveDeckUp(transaction, from, MINE));
  expect(await give(one)).toMatchObject({ kept: { decks: [] }, isNobodys: false });
  expect((await chain()).map(({ decks: own }) => own)).toEqual([[], [], [MINE], []]);
  // A page that knows an earlier standing has to look again.
  expect(await give(one)).toBeNull();
  const third = (await chain())[2];
  if (!third) throw new Error("nothing is kept");
  expect(await give(third)).toMatchObject({ isNobodys: false });
  expect((await chain()).map(({ decks: own }) => own)).toEqual([[], [], [], [MINE]]);
});
