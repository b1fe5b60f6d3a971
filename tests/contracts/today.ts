/** What is read for a day: due cards, unlocked new cards, what was done, limits. */
import { makeSeen } from "../../src/core/log/make-event.ts";
import { registerName } from "../../src/core/log/register-name.ts";
import { buildQueue } from "../../src/core/plan/queue.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { readCardText } from "../../src/store/decks/card-text.ts";
import { setRegisters } from "../../src/store/log/registers.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { setSwitch } from "../../src/store/settings/set-switch.ts";
import { stateRow } from "../../src/store/states/state-row.ts";
import { readLater, readPutOff } from "../../src/store/today/beyond-today.ts";
import { readToday } from "../../src/store/today/today.ts";
import { applyAction, planAction } from "../../src/store/writing/card-actions.ts";
import { takeActionBack } from "../../src/store/writing/take-action-back.ts";
import { equal } from "../support/database/check.ts";
import { at, DEVICE, FIVE, forward, get, grade, maker, NOW, scheduler } from "../support/database/db-steps.ts";
import { content, fact, factOf, TEST_DECK } from "../support/samples/cards.ts";
import { type Case, ids, install } from "./case.ts";

const today = (db: Database, nowMs = NOW) => readToday(db, nowMs, () => 60);

/** Three cards of each of so many facts, side by side in deck order. */
const threeOfEach = (facts: number) =>
  Array.from({ length: facts }, (_, i) =>
    ["forward", "reverse", "cloze"].map((template, k) => content(`f${i}`, 3 * i + k, { template })),
  ).flat();

export const TODAY_CASES: readonly Case[] = [
  {
    name: "today: due cards, unlocked new cards, what was done",
    run: async (db) => {
      const locked = content("locked", 5, { unlockedBy: [fact("a"), fact("b")] });
      await install(db, [...FIVE, locked]);
      const open = async (): Promise<boolean> => ids((await today(db)).newCards).includes(locked.id);
      equal(await open(), false, "open at first");
      await grade(db, await get(db, forward("a")), 3);
      await grade(db, await get(db, forward("b")), 1);
      equal(await open(), false, "open while one of the two was only failed");
      await grade(db, await get(db, forward("b")), 2, NOW + 1000);
      equal(await open(), true, "unlocked");
      const read = await today(db, NOW + 2000);
      equal(
        read.answered.map(({ id, state }) => [id, state.onLastDay.answers]).sort(),
        [
          [forward("a"), 1],
          [forward("b"), 2],
        ],
        "answered",
      );
      equal(ids(read.learning), [forward("a"), forward("b")], "learning");
      equal(
        read.decks.map(({ id, title }) => [id, title]),
        [[TEST_DECK, "A deck of the tests"]],
        "decks",
      );
      equal(read.device === DEVICE, false, "a device of its own");
      equal(read.device, (await today(db)).device, "always the same");
    },
  },
  {
    name: "a card comes back on its day and not before",
    run: async (db) => {
      await install(db, FIVE.slice(0, 1));
      const written = await grade(db, await get(db, forward("a")), 4);
      const days = (written?.row.state.dueDay ?? 0) - at(NOW).today;
      const queueAfter = async (n: number) => buildQueue(await today(db, NOW + n * DAY_MS)).cards.map(({ id }) => id);
      equal(await queueAfter(days - 1), [], "the day before");
      equal(await queueAfter(days), [forward("a")], "on the day");
      equal(await readLater(db, at(NOW).today), { day: at(NOW).today + days, cards: 1 }, "later");
    },
  },
  {
    name: "what is put off is gone today, back tomorrow without being written, and at once when that is taken back",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 4, NOW - 60 * DAY_MS);
      await grade(db, await get(db, forward("b")), 1, NOW - 5 * 60_000);
      const asked = async (days: number) => buildQueue(await today(db, NOW + days * DAY_MS)).cards.map(({ id }) => id);
      const [before, next] = [await asked(0), await asked(1)];
      const all = FIVE.map(({ id }) => id);
      const plan = await planAction(db, all, { kind: "bury" }, at(NOW).today);
      await applyAction(db, plan, () => maker());
      equal(await asked(0), [], "today");
      equal(await readPutOff(db, await today(db)), { newCards: 3, begun: 2 }, "what sleeps");
      equal(await asked(1), next, "tomorrow");
      await takeActionBack(db, () => maker(NOW + 1000));
      equal(await asked(0), before, "after it was taken back");
    },
  },
  {
    name: "where the first that are due wait for a sibling, others come in their place, as far as the limit goes",
    run: async (db) => {
      // Ninety cards of thirty facts are due, the siblings of those that were answered first in the queue.
      const cards = threeOfEach(30);
      await install(db, cards);
      const dueDay = at(NOW).today;
      for (const { id } of cards) {
        const row = await get(db, id);
        const state = { ...row.state, phase: "review" as const, dueDay, lastDay: dueDay - 9, reviews: 1 };
        await db.put("states", stateRow({ ...row, state }, row.model));
      }
      const first = (await today(db)).reviews.slice(0, 12);
      for (const { id } of first) await grade(db, await get(db, id), 3);
      const { cards: queue } = buildQueue(await today(db, NOW + 1000));
      const answered = new Set(first.map((row) => row.fact));
      equal(queue.length, 30 - answered.size, "cards left, one of each fact that was not answered");
      equal(
        queue.some((row) => answered.has(row.fact)),
        false,
        "siblings of what was answered",
      );
    },
  },
  {
    name: "new cards of facts that were introduced keep no others away",
    run: async (db) => {
      await install(db, threeOfEach(12));
      await grade(db, await get(db, forward("f0")), 4, NOW);
      const { left } = buildQueue(await today(db, NOW + 9000));
      equal(left.new, 2, "new cards left of three a day");
    },
  },
  {
    name: "more cards in learning than are looked at: the longest waiting come first, the others after them",
    run: async (db) => {
      const cards = Array.from({ length: 520 }, (_, i) => content(`n${String(i).padStart(3, "0")}`, i));
      await install(db, cards);
      for (const [i, { id }] of cards.entries()) {
        const row = await get(db, id);
        const state = {
          ...row.state,
          phase: "learning" as const,
          dueDay: at(NOW).today,
          dueAtMs: NOW - 520_000 + i * 1000,
          reviews: 1,
        };
        await db.put("states", stateRow({ ...row, state }, row.model));
      }
      const [next] = buildQueue(await today(db)).cards;
      equal(next?.id, cards[0]?.id, "the first");
      for (const { id } of cards.slice(0, 30)) await grade(db, await get(db, id), 4, NOW);
      const read = await today(db, NOW + 1000);
      equal(read.learning.length, 490, "in learning");
      equal(
        read.learning.some(({ id }) => id === cards.at(-1)?.id),
        true,
        "the last one",
      );
    },
  },
  {
    name: "a card that was answered tomorrow by a traveller counts today; one that a wrong clock dated does not",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 4, NOW + DAY_MS);
      await grade(db, await get(db, forward("b")), 4, NOW + 2 * DAY_MS);
      await grade(db, await get(db, forward("c")), 4, NOW - DAY_MS);
      equal(ids((await today(db)).answered), [forward("a")], "answered today");
    },
  },
  {
    name: "what is switched off asks nothing and loses nothing",
    run: async (db) => {
      const chapters = ["one", "two"].map((id) => ({ id, title: id, startsOff: id === "two", offeredWhen: null }));
      const cards = [content("a", 0, { chapter: "one" }), content("b", 1, { chapter: "two" })];
      await install(db, cards, "1", { chapters });
      const asked = async () => ids([...(await today(db)).newCards, ...(await today(db)).learning]);
      equal(await asked(), [forward("a")], "a chapter that starts off");
      await setSwitch(db, TEST_DECK, "two", true, () => maker());
      equal(await asked(), [forward("a"), forward("b")], "switched on");
      await grade(db, await get(db, forward("b")), 3);
      const before = await get(db, forward("b"));
      await setSwitch(db, TEST_DECK, null, false, () => maker(NOW + 1000));
      equal(await asked(), [], "the whole deck off");
      equal(await readLater(db, at(NOW).today), null, "later");
      await setSwitch(db, TEST_DECK, null, true, () => maker(NOW + 2000));
      equal(await get(db, forward("b")), before, "on again");
      await install(db, cards, "2", { chapters });
      equal(await asked(), [forward("a"), forward("b")], "after the next version");
    },
  },
  {
    name: "a card comes with its text, its terms and references, and with what is shown before it",
    run: async (db) => {
      const text = [{ kind: "text" as const, text: "x" }];
      const terms = ["wnt", "paracrine"].map((name) => ({ id: `test-deck/${name}` as never, name, definition: text }));
      const correction = { fact: fact("a"), revision: 2, before: text, now: text, why: text };
      const cards = [content("a", 0, { terms: [terms[1]?.id as never], factRevision: 2 })];
      await install(db, cards, "1", { terms, corrections: [correction], facts: [factOf("a")] });
      const read = async () => readCardText(db, await get(db, forward("a")));
      equal((await read())?.content, cards[0], "content");
      equal((await read())?.terms, [terms[1]], "terms");
      equal((await read())?.statement, factOf("a").statement, "what its fact says");
      const key = "term/test-deck/paracrine";
      equal((await read())?.notice?.key, key, "before it");
      await setRegisters(db, [registerName({ kind: "seen", key })], () => [makeSeen(key, maker())]);
      equal((await read())?.notice, null, "once it was seen");
      await grade(db, await get(db, forward("a")), 3);
      equal((await read())?.notice?.key, "fact/test-deck/a@2", "for who knew the fact as it was");
      await db.delete("contents", forward("a"));
      equal(await read(), null, "without a content");
      equal(scheduler.model.id, (await get(db, forward("a"))).model, "the model of its state");
    },
  },
];
