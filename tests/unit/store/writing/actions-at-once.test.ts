/** Actions on many cards, done and taken back on several pages at once, while rows cannot be read: no way back is lost. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isOfKind } from "../../../../src/core/log/event.ts";
import type * as transactions from "../../../../src/store/database/transaction.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { isIn, rowsIn } from "../../../../src/store/log/stretch.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { readActions } from "../../../../src/store/writing/action-record.ts";
import { applyAction, lastAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { allLeft } from "../../../../src/store/writing/rows-left.ts";
import { takeActionBack } from "../../../../src/store/writing/take-action-back.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { at, foldsToItself, forward, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { closePages, first, inTurns, openPages } from "../../../support/database/in-turns.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";

vi.mock("../../../../src/store/database/transaction.ts", async (original) =>
  (await import("../../../support/database/gate.ts")).gated(await original<typeof transactions>()),
);

const NAMES = ["a", "b", "c", "d", "e", "f"];
const { today } = at(NOW);

async function open(): Promise<void> {
  await openPages();
  await installDeck(first(), deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
}
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closePages();
});

const ended = new Error("the browser ends it");
const aDeed = fc.record({
  what: fc.constantFrom("suspend" as const, "bury" as const, "take back" as const, "take back" as const),
  names: fc.subarray(NAMES, { minLength: 3 }),
  most: fc.integer({ min: 1, max: 4 }),
  /** After how many signs it is ended; null for never. */
  endsAt: fc.option(fc.nat(4)),
});
type Deed = typeof aDeed extends fc.Arbitrary<infer D> ? D : never;
const rounds = fc.array(
  fc.record({
    deeds: fc.tuple(aDeed, aDeed, aDeed),
    turns: fc.array(fc.nat(5), { minLength: 5, maxLength: 30 }),
    /** Which of the rows cannot be read in this round. */
    lost: fc.array(fc.nat(30), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

let atMs = NOW;
const does =
  ({ what, names, most, endsAt }: Deed) =>
  async (page: Database): Promise<void> => {
    let signs = 0;
    const onStep = (): void => {
      if (signs++ === endsAt) throw ended;
    };
    const by = () => maker(atMs++);
    const doIt = async (kind: "suspend" | "bury") => {
      const plan = await planAction(page, names.map(forward), { kind }, today);
      return applyAction(page, plan, by, { most, onStep });
    };
    await (what === "take back" ? takeActionBack(page, by, { most, onStep }) : doIt(what)).catch((error: unknown) =>
      expect(error).toBe(ended),
    );
  };

const actions = async () => (await wholeLog(first())).filter(({ kind }) => kind === "suspend" || kind === "bury");
const placeOf = async ({ id }: { readonly id: string }): Promise<number> =>
  (await first().getKeyFromIndex("events", "id", id as never)) ?? 0;

/** What was done stands in a way back, or was taken back, and that once. */
async function noneIsLost(): Promise<void> {
  const undone = (await wholeLog(first())).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(new Set(undone).size).toBe(undone.length);
  const records = await readActions(first().transaction("local").store, today);
  const left = records.flatMap(allLeft);
  for (const event of await actions()) expect(isIn(left, await placeOf(event))).toBe(!undone.includes(event.id));
  for (const record of records) expect(rowsIn(allLeft(record))).toBe(record.cards - record.back);
}

test("whoever comes between whose steps, and whatever cannot be read just then", async () => {
  breakRows();
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      await open();
      const before = (await first().getAll("states")).map(({ id, state }) => [id, state]);
      for (const { deeds, turns, lost } of all) {
        const done = await actions();
        const spoilt = done.filter((_, i) => lost.some((n) => n % done.length === i));
        for (const event of spoilt)
          await first().put("events", { ...event, ...UNREADABLE } as never, await placeOf(event));
        await inTurns(deeds.map(does), turns);
        if (spoilt.length > 0) await merge(first(), spoilt, scheduler);
        await noneIsLost();
        await foldsToItself(first());
      }
      for (let last = await lastAction(first(), today); last; last = await lastAction(first(), today)) {
        const { end } = (await takeActionBack(first(), () => maker(atMs++), { first: last.first, most: 2 })) ?? {};
        expect(end).toBe("whole");
      }
      await noneIsLost();
      expect((await first().getAll("states")).map(({ id, state }) => [id, state])).toEqual(before);
      await foldsToItself(first());
    }),
    { numRuns: 60 },
  );
});
