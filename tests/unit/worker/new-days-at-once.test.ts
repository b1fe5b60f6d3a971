/** Days given and put back on several pages at once: whoever comes between whose steps, all can be put back, and each day once. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CardId } from "../../../src/core/ids.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { makeSuspend } from "../../../src/core/log/make-event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import type * as transactions from "../../../src/store/database/transaction.ts";
import type * as allCards from "../../../src/store/decks/all-cards.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { cardsLeft, NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { BY_MODEL } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { previewRescheduling, reschedule } from "../../../src/worker/reschedule.ts";
import { foldsToItself, forward, get, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { gate } from "../../support/database/gate.ts";
import { closePages, first, inTurns, openPages, pages } from "../../support/database/in-turns.ts";
import { reviewsOf, reviewsOfEach } from "../../support/database/long-log.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { content, deck } from "../../support/samples/cards.ts";

vi.mock("../../../src/store/database/transaction.ts", async (original) =>
  (await import("../../support/database/gate.ts")).gated(await original<typeof transactions>()),
);
/** Nor does anybody who works on days look at the cards before its turn. */
vi.mock("../../../src/store/decks/all-cards.ts", async (original) => {
  const real = await original<typeof allCards>();
  return {
    ...real,
    async *statesOnInPieces(db: Database) {
      await gate.pass?.(db);
      yield* real.statesOnInPieces(db);
    },
  };
});

const by = schedulerFor({ ...DEFAULT_SETTINGS, desiredRetention: 0.75 });
const quietly = (): void => {};

async function open(cards: number): Promise<void> {
  await openPages();
  const names = Array.from({ length: cards }, (_, i) => `f${i}`);
  await installDeck(first(), deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  await merge(first(), reviewsOfEach(names, 5), scheduler);
  // All their days would be other ones.
  await saveSetting(first(), "desiredRetention", 0.75, () => maker(NOW - 1000));
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
});
afterEach(async () => {
  await closePages();
  vi.useRealTimers();
});

const ended = new Error("the browser ends it");

interface Deed {
  readonly what: "give" | "put back";
  readonly most: number;
  /** After how many signs it is ended; null for never. */
  readonly endsAt: number | null;
}

const does =
  ({ what, most, endsAt }: Deed) =>
  async (page: Database): Promise<void> => {
    let told = 0;
    const sign = (): void => {
      if (told++ === endsAt) throw ended;
    };
    const work = what === "give" ? reschedule : takeBackRescheduling;
    await work(page, sign, BY_MODEL, most).catch((error: unknown) => expect(error).toBe(ended));
  };

const dues = async () => new Map((await first().getAll("states")).map(({ id, state }) => [id, state.dueDay]));
const kept = () => readGivenDays(first(), NEW_DAYS.byModel);

/** The cards with days that were given and not put back; no day is put back twice. */
async function withDays(): Promise<ReadonlySet<CardId | undefined>> {
  const log = await wholeLog(first());
  const undone = log.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(new Set(undone).size).toBe(undone.length);
  const gone = takenBack(log);
  return new Set(log.flatMap((event) => (isOfKind(event, "due") && !gone.has(event.id) ? [event.card] : [])));
}

const aDeed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom("give" as const, "put back" as const),
  most: fc.integer({ min: 1, max: 4 }),
  endsAt: fc.option(fc.nat(5)),
});
const rounds = fc.array(
  fc.record({
    deeds: fc.tuple(aDeed, aDeed, aDeed),
    turns: fc.array(fc.nat(5), { minLength: 10, maxLength: 40 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Lets something happen where a page waits for the first time, or so many times later. */
function whereWaits(page: Database | undefined, later: number, happens: () => Promise<unknown>): void {
  let left = later;
  gate.pass = async (db) => {
    if (db !== page || left-- > 0) return;
    gate.pass = null;
    await happens();
  };
}
/** It waits to look at the cards, and then to write. */
const LOOK = 0;
const FIRST_STEP = 1;

const give = (page = first(), most = 3) => reschedule(page, quietly, BY_MODEL, most);
/** Puts so many steps of two cards back, and is ended. */
const putBackInPart = (steps: number, page = first()) => does({ what: "put back", most: 2, endsAt: steps })(page);

const suspend = async (name: string, on: boolean, atMs: number): Promise<unknown> =>
  merge(first(), [makeSuspend(await get(first(), forward(name)), on, maker(atMs))], by);

/** All cards have new days, and those of before can be put back. */
async function allHaveOthers(before: ReadonlyMap<CardId, unknown>): Promise<void> {
  expect(await kept()).toMatchObject({ begun: null, given: before.size });
  expect((await withDays()).size).toBe(before.size);
  await takeBackRescheduling(first(), quietly);
  expect(await dues()).toEqual(before);
  expect(await kept()).toBeNull();
  await foldsToItself(first(), by);
}

test("days that another page has given since this was asked for are put back with those that are given now", async () => {
  await open(8);
  await suspend("f7", true, NOW - 500);
  const before = await dues();
  whereWaits(pages[1], LOOK, async () => {
    expect(await give()).toEqual({ end: "whole", meanwhile: 0 });
    expect(await kept()).toMatchObject({ begun: null, given: 7 });
    await suspend("f7", false, NOW - 100);
  });
  expect(await give(pages[1])).toEqual({ end: "whole", meanwhile: 0 });
  await allHaveOthers(before);
});

test("so are those of which a part was given when it was asked for, and that have come to their end since", async () => {
  await open(8);
  await suspend("f7", true, NOW - 500);
  const before = await dues();
  let other: Promise<unknown> = Promise.resolve();
  let told = 0;
  let letGo = (): void => {};
  const isEnded = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const sign = (): void => {
    if (told++ !== 2) return;
    whereWaits(pages[1], LOOK, () => isEnded.then(() => suspend("f7", false, NOW - 100)));
    other = give(pages[1]);
  };
  await reschedule(first(), sign, BY_MODEL, 1);
  expect(await kept()).toMatchObject({ begun: null, given: 7 });
  letGo();
  expect(await other).toEqual({ end: "whole", meanwhile: 0 });
  await allHaveOthers(before);
});

test("cards that another page puts back between look and step get their days as well", async () => {
  await open(8);
  const before = await dues();
  await give();
  await putBackInPart(1);
  whereWaits(pages[1], FIRST_STEP, () => putBackInPart(2));
  expect(await give(pages[1])).toEqual({ end: "whole", meanwhile: 0 });
  await allHaveOthers(before);
});

test("so do they where other pages have given days to all of them and put all back between look and step", async () => {
  await open(8);
  const before = await dues();
  await give();
  await takeBackRescheduling(first(), quietly);
  whereWaits(pages[1], FIRST_STEP, async () => {
    await give();
    await takeBackRescheduling(first(), quietly);
    expect(await kept()).toBeNull();
  });
  expect(await give(pages[1])).toEqual({ end: "whole", meanwhile: 0 });
  await allHaveOthers(before);
});

test("a card that was changed after a look, and gets its day after another one, is not said to stay as it is", async () => {
  await open(8);
  whereWaits(first(), FIRST_STEP, async () => {
    await suspend("f0", true, NOW - 500);
    await suspend("f0", false, NOW - 400);
  });
  let told = 0;
  let saving: Promise<unknown> = Promise.resolve();
  const sign = (): void => {
    if (told++ === 1) saving = saveSetting(first(), "desiredRetention", 0.72, () => maker(NOW));
  };
  expect(await reschedule(first(), sign, BY_MODEL, 3)).toEqual({ end: "whole", meanwhile: 0 });
  await saving;
  expect(await withDays()).toContain(forward("f0"));
});

test("where no card is to be given a day, days that were put back in part are not said to be given", async () => {
  await open(8);
  const before = await dues();
  await give();
  await putBackInPart(1);
  const back = [...(await dues())].filter(([id, day]) => day === before.get(id)).map(([id]) => id);
  expect(back).toHaveLength(2);
  for (const id of back) await merge(first(), [makeSuspend(await get(first(), id), true, maker(NOW))], by);
  expect(await give(pages[1])).toMatchObject({ end: "begun" });
  expect(await kept()).toMatchObject({ begun: "puttingBack", given: 8, putBack: 2 });
});

test("cards that a page goes on answering by other weights are left, which is said", async () => {
  await open(8);
  const weights = writeWeights(DEFAULT_WEIGHTS.map((weight, i) => (i < 4 ? weight / 3 : weight)));
  await saveSetting(first(), "weights", weights, () => maker(NOW));
  let answers = 0;
  gate.pass = async (db) => {
    if (db === first()) await merge(pages[1] ?? first(), reviewsOf("f3", 1, NOW + 1000 * ++answers), scheduler);
  };
  expect(await give()).toMatchObject({ end: "otherWeights" });
  gate.pass = null;
  expect(await kept()).toMatchObject({ begun: "giving" });
});

test("no way back is lost, whoever gives days and puts them back at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      await open(8);
      const before = await dues();
      for (const { deeds, turns } of all) {
        await inTurns(deeds.map(does), turns);
        const now = await kept();
        expect(now ? cardsLeft(now) : 0).toBe((await withDays()).size);
        // What has come to its end has left nothing: whoever gives days next begins anew, and drops this way back.
        if (now && now.begun === null)
          expect(await previewRescheduling(first(), quietly)).toMatchObject({ earlier: 0, later: 0 });
        await foldsToItself(first(), by);
      }
      await takeBackRescheduling(first(), quietly, BY_MODEL, 3);
      expect(await kept()).toBeNull();
      expect(await dues()).toEqual(before);
      expect((await withDays()).size).toBe(0);
      await foldsToItself(first(), by);
    }),
    { numRuns: 40 },
  );
});
