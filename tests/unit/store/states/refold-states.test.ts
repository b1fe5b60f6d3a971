/** States by other weights than those in force, whoever wrote them, are worked out anew by the next care. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mendCards } from "../../../../src/copies/check/check-cards.ts";
import { makeSuspend } from "../../../../src/core/log/make-event.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../../src/core/memory/weights.ts";
import { write } from "../../../../src/store/database/transaction.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { CARD_STORES } from "../../../../src/store/states/refold.ts";
import { refoldStates } from "../../../../src/store/states/refold-states.ts";
import { addOnTop } from "../../../../src/store/writing/add-on-top.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, forward, get, grade, maker, NOW, scheduler, undo } from "../../../support/database/db-steps.ts";
import { reviewsOf, reviewsOfEach } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const CARDS = 60;
const names = Array.from({ length: CARDS }, (_, i) => `f${i}`);
const contents = names.map((name, i) => content(name, i));
const WEIGHTS = writeWeights(scheduler.model.weights.map((one) => one * 1.2));
let db: Database;
useDatabase((opened) => {
  db = opened;
});
beforeEach(async () => {
  await installDeck(db, deck(contents), scheduler, NOW);
  await merge(db, reviewsOfEach(names, 3), scheduler);
  await refoldStates(db, scheduler, () => true);
});

/** A clock on which the time of a step is always up: each works on one batch, so that few cards take several. */
function inManySteps(): void {
  let minutes = 0;
  vi.spyOn(performance, "now").mockImplementation(() => minutes++ * 60_000);
}
afterEach(() => {
  vi.restoreAllMocks();
});

const inForce = async () => schedulerFor(await readSettings(db));
const adopt = () => saveSetting(db, "weights", WEIGHTS, () => maker(NOW + 1000));
const care = async () => refoldStates(db, await inForce(), () => true);
const models = async () => new Set((await db.getAll("states")).map(({ model }) => model));

async function allAreByThoseInForce(): Promise<void> {
  const by = await inForce();
  expect(await models()).toEqual(new Set([by.model.id]));
  await foldsToItself(db, by);
}

test("care that began by weights of before works nothing out, and keeps nobody from working it out by others", async () => {
  inManySteps();
  await adopt();
  const by = await inForce();
  let steps = 0;
  const stale: Promise<boolean>[] = [];
  await refoldStates(db, by, () => {
    if (++steps === 3) {
      let more = 0;
      stale.push(refoldStates(db, scheduler, () => ++more < 2));
    }
    return true;
  });
  expect(await Promise.all(stale)).toEqual([false]);
  await allAreByThoseInForce();
  expect(await care()).toBe(false);
});

test("weights that come in force while states are worked out by others end that, and all of it is done by them", async () => {
  inManySteps();
  await adopt();
  const first = await inForce();
  const back: Promise<unknown>[] = [];
  let steps = 0;
  const work = refoldStates(db, first, () => {
    if (++steps === 2) back.push(saveSetting(db, "weights", "default", () => maker(NOW + 2000)));
    return true;
  });
  expect(await work).toBe(true);
  await Promise.all(back);
  expect((await models()).size).toBe(2);
  expect(await care()).toBe(true);
  await allAreByThoseInForce();
});

/** By the weights of before, as a page writes that has not heard of others; or who read the settings before a long work. */
const stale: Readonly<Record<string, () => Promise<unknown>>> = {
  grade: async () => grade(db, await get(db, forward("f3")), 3, NOW + 2000),
  undo: async () => {
    const by = await inForce();
    await grade(db, await get(db, forward("f3")), 3, NOW + 2000);
    await refoldStates(db, by, () => true);
    await undo(db, NOW + 3000);
  },
  "events of a copy": () => merge(db, reviewsOf("f3", 1, NOW + 2000), scheduler),
  "an action on chosen cards": async () => {
    const row = await get(db, forward("f3"));
    const event = makeSuspend(row, true, maker(NOW + 2000));
    await write(db, CARD_STORES, (transaction, written) =>
      addOnTop(transaction, written, [{ row, corrections: [], event }], scheduler),
    );
  },
  "a card that is made anew": async () => {
    await db.delete("states", forward("f3"));
    expect(await mendCards(db, [forward("f3")], scheduler)).toEqual({ right: 1, written: 1 });
  },
  "a deck with a card that has a log": async () => {
    const renamed = content("better", 3, { formerIds: [forward("f3")] });
    await installDeck(db, deck([...contents.filter((_, i) => i !== 3), renamed], "2"), scheduler, NOW);
  },
};

test.each(Object.entries(stale))("%s, by weights of before", async (_, deed) => {
  await adopt();
  await care();
  await deed();
  expect((await models()).size).toBe(2);
  expect(await care()).toBe(true);
  await allAreByThoseInForce();
});

test("weights that were in force for one answer alone leave nothing behind", async () => {
  await adopt();
  await merge(db, reviewsOf("f3", 1, NOW + 2000), await inForce());
  await saveSetting(db, "weights", "default", () => maker(NOW + 3000));
  expect((await models()).size).toBe(2);
  expect(await care()).toBe(true);
  await allAreByThoseInForce();
});

test("a card that is answered by the weights in force before its turn has others looked at no more often", async () => {
  inManySteps();
  await adopt();
  const by = await inForce();
  await refoldStates(db, by, () => false);
  const last = (await db.getAllKeys("states")).at(-1) ?? forward("f3");
  const position = await db.get("local", "job/refold");
  expect(position?.value).toMatchObject({ model: by.model.id, done: false });
  await merge(db, reviewsOf(last.split("/")[1] ?? "", 1, NOW + 2000), by);
  expect(await db.get("local", "job/refold")).toEqual(position);
});
