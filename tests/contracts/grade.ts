/** What a grade writes: one event and its card's state, or nothing at all. */
import type { Envelope } from "../../src/core/log/envelope.ts";
import { foldCard } from "../../src/core/log/fold.ts";
import type { Rating, ReviewEvent } from "../../src/core/log/kinds/review.ts";
import { makeReview } from "../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { makeModel, modelFor } from "../../src/core/memory/model.ts";
import { makeScheduler } from "../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { onCommitted } from "../../src/store/database/committed.ts";
import { append } from "../../src/store/writing/append.ts";
import { equal, rejects } from "../support/database/check.ts";
import { at, FIVE, foldsToItself, forward, get, grade, maker, NOW, scheduler } from "../support/database/db-steps.ts";
import { answerOf } from "../support/database/histories.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { type Case, install } from "./case.ts";

export const GRADE_CASES: readonly Case[] = [
  {
    name: "a grade appends one event and brings the state along",
    run: async (db) => {
      await install(db, FIVE);
      const shown = await get(db, forward("a"));
      const written = await grade(db, shown, 3);
      const card = await get(db, forward("a"));
      equal(await wholeLog(db), [written?.event], "events");
      equal(card.state.phase, "learning", "phase");
      equal(card.revision, shown.revision + 1, "revision");
      equal(written?.row, card, "what was returned");
      await foldsToItself(db);
    },
  },
  {
    name: "a grade for a revision that is past writes nothing",
    run: async (db) => {
      await install(db, FIVE);
      const shown = await get(db, forward("a"));
      await grade(db, shown, 3);
      equal(await grade(db, shown, 1), null, "the second grade");
      equal((await wholeLog(db)).length, 1, "events");
    },
  },
  {
    name: "twenty grades of one showing at once count once",
    run: async (db) => {
      await install(db, FIVE);
      const shown = await get(db, forward("a"));
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, i) => grade(db, shown, ((i % 4) + 1) as Rating)),
      );
      equal(results.filter(Boolean).length, 1, "winners");
      equal((await wholeLog(db)).length, 1, "events");
      await foldsToItself(db);
    },
  },
  {
    name: "a grade whose making fails writes nothing",
    run: async (db) => {
      await install(db, FIVE);
      const boom = (): ReviewEvent => {
        throw new Error("boom");
      };
      const shown = await get(db, forward("a"));
      const error = await rejects(
        append(db, shown, scheduler, () => maker(), boom),
        "the grade",
      );
      equal((error as Error).message, "boom", "the reason");
      equal((await wholeLog(db)).length, 0, "events");
      equal(await get(db, forward("a")), shown, "the card");
    },
  },
  {
    name: "an event id that is taken aborts the whole grade",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3);
      if (!written) throw new Error("the first grade was refused");
      const before = await get(db, forward("b"));
      const other = { ...written.event, card: forward("b") };
      await rejects(
        append(
          db,
          before,
          scheduler,
          () => maker(),
          () => other,
        ),
        "the second grade",
      );
      equal(await get(db, forward("b")), before, "the other card");
      equal((await wholeLog(db)).length, 1, "events");
    },
  },
  {
    name: "an event that would not be read back is refused, and the whole grade with it",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3);
      const shown = await get(db, forward("b"));
      const bad = { ...written?.event, card: forward("b"), rating: -9 } as unknown as ReviewEvent;
      const error = await rejects(
        append(
          db,
          shown,
          scheduler,
          () => maker(),
          () => bad,
        ),
        "the grade",
      );
      equal((error as Error).name, "UnreadableEventError", "the reason");
      equal([(await wholeLog(db)).length, await get(db, forward("b"))], [1, shown], "what is there");
    },
  },
  {
    name: "a grade after a clock that ran ahead was put right stands where it was made",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3, NOW + 3000 * DAY_MS);
      await grade(db, await get(db, forward("a")), 4, NOW);
      equal((await get(db, forward("a"))).state.reviews, 2, "reviews");
      await foldsToItself(db);
    },
  },
  {
    name: "a state that another model made is worked out from the whole log at the next grade",
    run: async (db) => {
      await install(db, FIVE);
      const { id: _, ...model } = modelFor({ desiredRetention: 0.9, weights: "default" });
      const other = makeScheduler(makeModel({ ...model, weights: model.weights.map((weight) => weight * 1.05) }));
      await grade(db, await get(db, forward("a")), 4);
      const now = at(NOW + 20 * DAY_MS);
      await append(
        db,
        await get(db, forward("a")),
        other,
        () => maker(),
        (card) => makeReview(card, answerOf(card.id, card.state, 3, now, other), maker(now.nowMs)),
      );
      const row = await get(db, forward("a"));
      equal([row.model, row.state], [other.model.id, foldCard(await wholeLog(db), other)], "the model and the state");
    },
  },
  {
    name: "listeners hear of what was written once it is written, and a deaf one spoils no grade",
    run: async (db) => {
      await install(db, FIVE);
      const heard: Envelope[] = [];
      onCommitted(db, ({ events }) => heard.push(...events));
      const shown = await get(db, forward("a"));
      const written = await grade(db, shown, 3);
      await grade(db, shown, 4);
      await rejects(
        append(
          db,
          await get(db, forward("b")),
          scheduler,
          () => maker(),
          () => written?.event as ReviewEvent,
        ),
        "a taken id",
      );
      equal(heard, [written?.event], "what was heard");
      equal((await get(db, forward("b"))).state, NEW_CARD_STATE, "the other card");
    },
  },
];
