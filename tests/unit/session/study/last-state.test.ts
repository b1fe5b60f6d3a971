/** An open study page shows the last state once all is quiet, whatever came between the beginning and the end of its readings. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { createStudySession, type StudySession } from "../../../../src/session/study/study-session.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../../../src/store/opening/open.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import {
  deleteDatabase,
  FIVE,
  forward,
  get,
  grade,
  maker,
  OTHER_DEVICE,
  scheduler,
} from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { deck, TEST_DECK } from "../../../support/samples/cards.ts";
import { turns } from "../../../support/samples/turns.ts";

const NAMES = ["a", "b", "c", "d", "e"];
const aDeed = fc.oneof(
  { weight: 2, arbitrary: fc.record({ what: fc.constant("answer here" as const) }) },
  fc.record({ what: fc.constant("undo here" as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom("answer" as const, "file" as const),
      name: fc.constantFrom(...NAMES),
    }),
  },
  fc.record({ what: fc.constant("switch" as const) }),
  fc.record({ what: fc.constant("look" as const) }),
);

/** What the page says of today. */
const said = ({ today, queue }: ReturnType<StudySession["state"]>) => ({
  queue: queue?.cards.map(({ id, revision }) => [id, revision]),
  answered: today?.answered.map(({ id }) => id).sort(),
});

test("of what other pages write while it reads and writes", async () => {
  let nowMs = Date.UTC(2026, 10, 23, 9);
  await fc.assert(
    fc.asyncProperty(
      fc.array(aDeed, { minLength: 2, maxLength: 6 }),
      fc.array(fc.nat(5), { minLength: 10, maxLength: 60 }),
      async (deeds, order) => {
        await deleteDatabase();
        const [db, other] = [await openDatabase(), await openDatabase()];
        await installDeck(db, deck(FIVE), scheduler, nowMs);
        const { wait, until } = turns();
        const clock = {
          nowMs: () => nowMs++,
          offsetAt: () => 0,
          randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
        };
        const begin = (readDay?: typeof readToday) =>
          createStudySession({
            ...{ db, clock, surface: "newtab" as const, onChange: () => {}, onWrite: () => {} },
            actions: () => import("../../../../src/session/study/study-actions.ts"),
            ...(readDay && { readDay }),
          });
        const page = begin(async (...given) => {
          await wait();
          const today = await readToday(...given);
          await wait();
          return today;
        });
        const write = async (work: () => Promise<unknown>): Promise<void> => {
          await wait();
          await work();
          // Other pages hear of it when it is written, and not before.
          await page.refresh();
        };
        let isOn = true;
        const does = async ({
          what,
          ...deed
        }: typeof aDeed extends fc.Arbitrary<infer D> ? D : never): Promise<unknown> => {
          const name = "name" in deed ? deed.name : "a";
          switch (what) {
            case "answer here":
              await wait();
              if (page.state().shown?.text.notice) return page.acknowledge();
              await page.reveal();
              await wait();
              return page.grade(3);
            case "undo here":
              await wait();
              return page.undo();
            case "answer":
              return write(async () => grade(other, await get(other, forward(name)), 3, nowMs++, OTHER_DEVICE));
            case "file":
              return write(() => merge(other, reviewsOf(name, 2, nowMs++ - 9 * DAY_MS), scheduler));
            case "switch":
              return write(() => {
                isOn = !isOn;
                return setSwitch(other, TEST_DECK, null, isOn, () => maker(nowMs++));
              });
            case "look":
              await wait();
              return page.refresh();
          }
        };
        await until(page.refresh(), []);
        await until(Promise.all(deeds.map(does)), order);
        const fresh = begin();
        await fresh.refresh();
        expect(said(page.state())).toEqual(said(fresh.state()));
        db.close();
        other.close();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
