import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardEntry } from "../../../../src/core/card.ts";
import { nextDue } from "../../../../src/core/plan/next-due.ts";
import { buildQueue, type Day, doneCounts, NO_PLAN, shownFrom } from "../../../../src/core/plan/queue.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS } from "../../../../src/core/time/study-day.ts";
import { card } from "../../../support/samples/cards.ts";
import { UTC } from "../../../support/samples/zones.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const now = nowAt(NOW, UTC, 4);

const learning = (name: string, inMinutes: number, template?: string) =>
  card(name, 0, { phase: "learning", dueAtMs: NOW + inMinutes * MINUTE, dueDay: now.today }, template);
const review = (name: string, daysAgo = 0, template?: string) =>
  card(name, 0, { phase: "review", dueDay: now.today - daysAgo, reviews: 3 }, template);
const unseen = (name: string, order = 0, template?: string) => card(name, order, {}, template);

function day(more: Partial<Day>): Day {
  const settings = { newPerDay: 10, reviewsPerDay: 100 };
  return { learning: [], reviews: [], newCards: [], answered: [], settings, now, ...more };
}
const nameOf = ({ fact }: CardEntry): string => fact.slice("test-deck/".length);
const shown = (more: Partial<Day>): string[] => buildQueue(day(more)).cards.map(nameOf);

/** The card after one answer today. */
function done(of: CardEntry): CardEntry {
  const { phase } = of.state;
  const onLastDay = { answers: 1, introductions: phase === "new" ? 1 : 0, reviews: phase === "review" ? 1 : 0 };
  return { ...of, state: { ...of.state, phase: "review", lastDay: now.today, onLastDay } };
}

describe("order", () => {
  test("learning cards that are due come first, the longest waiting before the others", () => {
    expect(shown({ learning: [learning("b", -1), learning("a", -5)], reviews: [review("c")] })).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("reviews keep the order in which they fell due", () => {
    expect(shown({ reviews: [review("old", 9), review("mid", 4), review("new")] })).toEqual(["old", "mid", "new"]);
  });

  test("new cards are spread evenly between reviews, in deck order", () => {
    const reviews = ["r1", "r2", "r3", "r4"].map((name) => review(name));
    expect(shown({ reviews, newCards: [unseen("n1", 1), unseen("n2", 2)] })).toEqual([
      "r1",
      "n1",
      "r2",
      "r3",
      "n2",
      "r4",
    ]);
  });

  test("the order of the rest holds after each answer", () => {
    let reviews = ["r1", "r2", "r3", "r4", "r5"].map((name) => review(name));
    let news = ["n1", "n2", "n3"].map((name, i) => unseen(name, i));
    const answered: CardEntry[] = [];
    const whole = shown({ reviews, newCards: news });
    const lived: string[] = [];
    for (;;) {
      const [next] = buildQueue(day({ reviews, newCards: news, answered })).cards;
      if (!next) break;
      lived.push(nameOf(next));
      answered.push(done(next));
      reviews = reviews.filter(({ id }) => id !== next.id);
      news = news.filter(({ id }) => id !== next.id);
    }
    expect(lived).toEqual(whole);
  });
});

describe("limits", () => {
  test("new cards and reviews each have their own, and what was done today counts", () => {
    const settings = { newPerDay: 2, reviewsPerDay: 3 };
    const answered = [done(review("done-review")), done(unseen("done-new"))];
    const reviews = ["r1", "r2", "r3"].map((name) => review(name));
    const news = ["n1", "n2"].map((name, i) => unseen(name, i));
    expect(shown({ settings, answered, reviews, newCards: news }).toSorted()).toEqual(["n1", "r1", "r2"]);
  });

  test("a limit of nothing shows nothing, and learning cards are never limited", () => {
    const settings = { newPerDay: 0, reviewsPerDay: 0 };
    expect(shown({ settings, learning: [learning("l", -1)], reviews: [review("r")], newCards: [unseen("n")] })).toEqual(
      ["l"],
    );
  });
});

test("a contrast that was called for takes the place of a card of its kind, so that each answer counts one down", () => {
  const settings = { newPerDay: 2, reviewsPerDay: 2 };
  const newCards = ["n1", "n2", "n3"].map((name, at) => unseen(name, at));
  const reviews = ["r1", "r2", "r3"].map((name) => review(name));
  const called = [unseen("c1"), review("c2")];
  const before = buildQueue(day({ settings, newCards, reviews, called })).left;
  expect(before).toEqual({ learning: 0, review: 2, new: 2 });
  const answered = called.map(done);
  expect(buildQueue(day({ settings, newCards, reviews, answered })).left).toEqual({ learning: 0, review: 1, new: 1 });
});

test("what was done today is what happened to its cards on this day", () => {
  const again = done(review("r"));
  const twice = { ...again, state: { ...again.state, onLastDay: { answers: 3, introductions: 1, reviews: 1 } } };
  expect(doneCounts([done(unseen("n")), twice])).toEqual({ answers: 4, introductions: 2, reviews: 1 });
  expect(doneCounts([])).toEqual({ answers: 0, introductions: 0, reviews: 0 });
});

describe("a card in learning that was answered by a clock ahead", () => {
  const ahead = (hours: number) =>
    card("l", 0, {
      phase: "learning",
      lastEventAtMs: NOW + hours * HOUR_MS,
      dueAtMs: NOW + hours * HOUR_MS + MINUTE,
      dueDay: now.today,
    });

  test("by less than a day is due at once: what is made now comes after it", () => {
    expect(shown({ learning: [ahead(1)] })).toEqual(["l"]);
    expect(shown({ learning: [ahead(23)] })).toEqual(["l"]);
  });

  test("keeps the step that it was given since by the right clock, though its stamp is ahead still", () => {
    const since = { lastEventAtMs: NOW + 3 * HOUR_MS + 1, dueAtMs: NOW + 10 * MINUTE };
    const again = card("l", 0, { phase: "learning", dueDay: now.today, ...since });
    const other = review("r");
    expect(shown({ learning: [again], reviews: [other] })).toEqual(["r"]);
    // Without that answer it would be due at once; as the card that was answered last it lets the other go first.
    expect(shown({ learning: [ahead(3)], reviews: [other] })).toEqual(["r", "l"]);
  });

  test("by more waits for its correction: an answer now would come before that one, and it would never go away", () => {
    expect(shown({ learning: [ahead(24)] })).toEqual([]);
    expect(shown({ learning: [ahead(24 * 365)] })).toEqual([]);
  });
});

describe("siblings", () => {
  test("wait for tomorrow once one of them was seen today", () => {
    const answered = [done(review("fact", 0, "forward"))];
    expect(
      shown({ answered, reviews: [review("fact", 2, "reverse")], newCards: [unseen("fact", 0, "cloze")] }),
    ).toEqual([]);
  });

  test("of several that are due only the first comes", () => {
    expect(
      buildQueue(day({ reviews: [review("f", 3, "reverse"), review("f", 1, "forward")] })).cards.map(({ id }) => id),
    ).toEqual(["test-deck/f/reverse"]);
  });

  test("a card in learning keeps its siblings away even while it waits", () => {
    expect(shown({ learning: [learning("f", 300, "forward")], newCards: [unseen("f", 0, "reverse")] })).toEqual([]);
  });

  test("a card in learning comes back itself after it was seen", () => {
    const again = learning("f", -1);
    expect(shown({ learning: [again], answered: [done(again)] })).toEqual(["f"]);
  });
});

describe("learning ahead", () => {
  test("a learning card within 20 minutes is offered, and shown only to who asks for it when nothing else is left", () => {
    const soon = { learning: [learning("soon", 19)] };
    expect(shown(soon)).toEqual([]);
    const queue = buildQueue(day(soon));
    expect(queue.ahead.map(nameOf)).toEqual(["soon"]);
    expect(shownFrom(queue, true).map(nameOf)).toEqual(["soon"]);
    expect(shownFrom(queue, false)).toEqual([]);
    expect(shownFrom(buildQueue(day({ ...soon, reviews: [review("r")] })), true).map(nameOf)).toEqual(["r"]);
  });

  test("one that is further away is waited for", () => {
    const queue = buildQueue(day({ learning: [learning("later", 21)] }));
    expect(queue.cards).toEqual([]);
    expect(queue.ahead).toEqual([]);
    expect(queue.left.learning).toBe(1);
  });

  test("one that is due tomorrow is not today's", () => {
    expect(buildQueue(day({ learning: [learning("tomorrow", 24 * 60)] })).left.learning).toBe(0);
  });
});

test("no fact ever comes twice, and no card that is not there", () => {
  const facts = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const templates = fc.constantFrom("forward", "reverse", "cloze");
  const cards = <T>(make: (name: string, n: number, template: string) => T) =>
    fc
      .array(fc.tuple(facts, fc.integer({ min: -30, max: 30 }), templates), { maxLength: 8 })
      .map((all) => all.map(([f, n, t]) => make(f, n, t)));
  fc.assert(
    fc.property(
      cards(learning),
      cards((f, n, t) => review(f, Math.abs(n), t)),
      cards((f, n, t) => unseen(f, n, t)),
      (l, r, f) => {
        const { cards: queue } = buildQueue(day({ learning: l, reviews: r, newCards: f }));
        const beyondLearning = queue.filter(({ state }) => state.dueAtMs === null).map(({ fact }) => fact);
        expect(new Set(beyondLearning).size).toBe(beyondLearning.length);
        for (const one of queue) expect([...l, ...r, ...f]).toContain(one);
      },
    ),
  );
});

describe("when the next card is due, once nothing is left", () => {
  const tomorrow = (now.today + 1) * DAY_MS + 4 * 60 * MINUTE;

  test("a learning card of today", () => {
    expect(nextDue(day({ learning: [learning("l", 40)] }), null)).toEqual({ atMs: NOW + 40 * MINUTE, cards: 1 });
  });
  test("learning cards of the same instant are counted, those of later minutes are not", () => {
    const waiting = [learning("a", 40), learning("b", 41), learning("c", 40), learning("d", 90)];
    expect(nextDue(day({ learning: waiting }), null)).toEqual({ atMs: NOW + 40 * MINUTE, cards: 2 });
    const days = [learning("a", 3 * 24 * 60), learning("b", 4 * 24 * 60)];
    expect(nextDue(day({ learning: days }), null)).toMatchObject({ cards: 1 });
  });
  test("tomorrow's new cards and what had to wait", () => {
    const next = nextDue(day({ newCards: [unseen("n")], reviews: [review("waiting")] }), {
      day: now.today + 1,
      cards: 2,
    });
    expect(next).toEqual({ atMs: tomorrow, cards: 4 });
  });
  test("no more than the portion of a learner who catches up, as long as that holds tomorrow", () => {
    const reviews = Array.from({ length: 30 }, (_, i) => review(`r${i}`, 3));
    const waiting = { reviews, newCards: [unseen("n")] };
    const cards = (untilDay: number, counted?: number) => {
      const plan = { ...NO_PLAN, catchUp: { perDay: 20, untilDay } };
      return nextDue(day({ ...waiting, plan }), { day: now.today + 1, cards: 2 }, undefined, counted)?.cards;
    };
    expect(cards(now.today + 1)).toBe(20);
    expect(cards(now.today + 1, 400)).toBe(20);
    // Its last day is today.
    expect(cards(now.today)).toBe(33);
    expect(cards(now.today, 400)).toBe(101);
  });
  test("a later day", () => {
    expect(nextDue(day({}), { day: now.today + 9, cards: 5 })).toEqual({
      atMs: tomorrow + 8 * DAY_MS,
      cards: 5,
    });
  });
  test("nothing at all", () => {
    expect(nextDue(day({}), null)).toBeNull();
    expect(nextDue(day({ newCards: [unseen("n")], settings: { newPerDay: 0, reviewsPerDay: 9 } }), null)).toBeNull();
  });
});
