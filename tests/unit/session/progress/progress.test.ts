/** What the progress page reads of the database. */
import { describe, expect, test, vi } from "vitest";
import { type DeckId, entityId } from "../../../../src/core/ids.ts";
import { PAUSE } from "../../../../src/core/plan/away.ts";
import { searchLines } from "../../../../src/core/stats/card-search.ts";
import { understood } from "../../../../src/core/stats/search-asks.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { Clock } from "../../../../src/platform/clock.ts";
import { readCardInfo } from "../../../../src/session/cards/card-info.ts";
import { readKnowledge } from "../../../../src/session/cards/read-facts.ts";
import { readCardList } from "../../../../src/session/progress/card-list.ts";
import { readFailedToday } from "../../../../src/session/progress/failed-today.ts";
import { ownControl } from "../../../../src/session/progress/own.ts";
import { readMaps } from "../../../../src/session/progress/read-map.ts";
import { searchVocabulary } from "../../../../src/session/progress/search-words.ts";
import { statesInPieces } from "../../../../src/store/decks/all-cards.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import {
  at,
  DEVICE,
  FIVE,
  forward,
  get,
  grade,
  NOW,
  random,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, fact, factOf, TEST_DECK } from "../../../support/samples/cards.ts";
import "../../../support/gallery/browser-stub.ts";

let db: Database;
const clockAt = (nowMs: number): Clock => ({ nowMs: () => nowMs, offsetAt: () => 60, randomBytes: random });
const reverse = content("a", 5, { template: "reverse" });

useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck([...FIVE, reverse]), scheduler, NOW);
});

test("what is known: each fact once, with all of its cards", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  const { decks, today } = await readKnowledge(db, clockAt(NOW + DAY_MS));
  expect(today).toBe(at(NOW).today + 1);
  expect(decks.map(({ known }) => [known.facts, known.known, known.new])).toEqual([[5, 1, 4]]);
  const first = decks[0]?.chapters[0]?.facts.at(0);
  expect([first?.cards, first?.begun, first?.lastDay]).toEqual([2, 1, today - 1]);
  expect(first?.recall).toBeGreaterThan(0.95);
});

describe("the list of cards", () => {
  test("is in deck order, with what is searched", async () => {
    await grade(db, await get(db, forward("b")), 4, NOW);
    const said: number[] = [];
    const { lines } = await readCardList(db, clockAt(NOW), ({ done, total }) => said.push(done / total));
    expect(lines.map(({ question }) => question)).toEqual(
      ["a", "b", "c", "d", "e", "a"].map((name) => `What is ${name}?`),
    );
    expect(lines[1]).toMatchObject({ standing: "known", recall: 1, reviews: 1 });
    expect(lines[1]?.text).toContain("it is b");
    expect(said.at(-1)).toBe(1);
  });

  test("is found by entities and their other names, by state and by day", async () => {
    const [subject] = deck([]).entities;
    if (!subject) throw new Error("the deck of the tests has an entity");
    const other = { ...subject, id: entityId(TEST_DECK, "pth"), name: "PTH", aka: ["parathyrin"] };
    const triple = { subject: subject.id, relation: "raises", object: other.id };
    const facts = [factOf("a", { triple }), factOf("b")];
    await installDeck(db, deck(FIVE, "2", { entities: [subject, other], facts }), scheduler, NOW);
    await grade(db, await get(db, forward("b")), 4, NOW);
    const maker = () => ({ device: DEVICE, now: at(NOW + 1000), random: random() });
    const plan = await planAction(db, [forward("c")], { kind: "suspend" }, at(NOW).today);
    await applyAction(db, plan, maker);
    const later = NOW + DAY_MS;
    const { lines, today } = await readCardList(db, clockAt(later), () => {});
    const found = (typed: string) =>
      searchLines(lines, understood(typed, searchVocabulary(), today), "all", today).map(({ question }) => question);
    expect(found("Parathyrin")).toEqual(["What is a?"]);
    expect(found("suspended")).toEqual(["What is c?"]);
    expect([found("young cards"), found("not suspended new cards"), found("begun")]).toEqual([
      ["What is b?"],
      ["What is a?", "What is d?", "What is e?"],
      ["What is b?"],
    ]);
    expect([found("young"), found("mature"), found("starred"), found("leech")]).toEqual([["What is b?"], [], [], []]);
    const due = lines.find(({ id }) => id === forward("b"))?.dueDay ?? 0;
    expect(found(new Date(due * DAY_MS).toISOString().slice(0, 10))).toEqual(["What is b?"]);
    const { lines: then } = await readCardList(db, clockAt(NOW + (due + 1 - at(NOW).today) * DAY_MS), () => {});
    for (const word of ["late", "lat", "due", "is:due", "due today", "overdue"])
      expect(
        searchLines(then, understood(word, searchVocabulary(), due + 1), "all", due + 1).map(
          ({ question }) => question,
        ),
      ).toEqual(["What is b?"]);
  });

  test("is not found as late, nor by its day, where it is not asked, and is told of with a pause that holds", async () => {
    for (const name of ["a", "b"]) await grade(db, await get(db, forward(name)), 4, NOW);
    const maker = () => ({ device: DEVICE, now: at(NOW + 1000), random: random() });
    await applyAction(db, await planAction(db, [forward("b")], { kind: "suspend" }, at(NOW).today), maker);
    const { lines, today } = await readCardList(db, clockAt(NOW + 400 * DAY_MS), () => {});
    const found = (typed: string) =>
      searchLines(lines, understood(typed, searchVocabulary(), today), "every", today).map(({ question }) => question);
    expect([found("late"), found("lat")]).toEqual([["What is a?"], ["What is a?"]]);
    const onDayOf = (name: string) => {
      const day = lines.find(({ id }) => id === forward(name))?.dueDay ?? 0;
      return found(new Date(day * DAY_MS).toISOString().slice(0, 10));
    };
    expect(onDayOf("a")).toEqual(["What is a?"]);
    expect(onDayOf("b")).not.toContain("What is b?");
    const paused = async () => (await readCardList(db, clockAt(NOW), () => {})).pausedUntil;
    expect(await paused()).toBeNull();
    await setPlan(db, PAUSE, at(NOW).today + 30, maker);
    expect(await paused()).toBe(at(NOW).today + 30);
  });

  test("is found by the name of its deck where there are several, which is named beside a chapter that two of them have", async () => {
    const list = async () => {
      const { lines, today } = await readCardList(db, clockAt(NOW), () => {});
      return {
        lines,
        named: searchLines(lines, understood("pharmacology", searchVocabulary(), today), "all", today).map(
          ({ question }) => question,
        ),
      };
    };
    await installDeck(db, deck(FIVE, "2", { title: "Pharmacology of bone" }), scheduler, NOW);
    expect(await list()).toMatchObject({ named: [], lines: FIVE.map(() => ({ ofDeck: null })) });
    const other = "other" as DeckId;
    const chapters = ["chapter", "more"].map((id) => ({
      id,
      title: id === "more" ? "More" : "Chapter",
      startsOff: false,
      offeredWhen: null,
    }));
    const cards = [content("x", 0, { deck: other }), content("y", 1, { deck: other, chapter: "more" })];
    await installDeck(db, deck(cards, "1", { id: other, title: "Another", chapters }), scheduler, NOW);
    const { lines, named } = await list();
    expect(named).toEqual(FIVE.map(({ id }) => lines.find((line) => line.id === id)?.question));
    const ofDeck = (name: string) => lines.find(({ question }) => question === `What is ${name}?`)?.ofDeck;
    expect([ofDeck("a"), ofDeck("x"), ofDeck("y")]).toEqual(["Pharmacology of bone", "Another", null]);
  });

  test("is found by the word of a filter where the filter of that name lists it", async () => {
    await grade(db, await get(db, forward("b")), 4, NOW);
    const found = async (typed: string, filter: "all" | "new" | "known" | "off" = "all") => {
      const { lines, today } = await readCardList(db, clockAt(NOW), () => {});
      return searchLines(lines, understood(typed, searchVocabulary(), today), filter, today).map(
        ({ question }) => question,
      );
    };
    expect([await found("known"), await found("", "known")]).toEqual([["What is b?"], ["What is b?"]]);
    await setSwitch(db, TEST_DECK, "chapter", false, () => ({ device: DEVICE, now: at(NOW + 1000), random: random() }));
    expect([await found("known"), await found("", "known")]).toEqual([[], []]);
    const off = await found("", "off");
    expect(off).toContain("What is a?");
    expect(await found("switched off")).toEqual(off);
    expect(off).toHaveLength(FIVE.length + 1);
  });

  test("holds every card of a large deck once", async () => {
    const many = Array.from({ length: 2500 }, (_, i) => content(`fact-${i}`, i));
    await installDeck(db, deck(many, "2"), scheduler, NOW);
    const { lines } = await readCardList(db, clockAt(NOW), () => {});
    expect(lines.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
    const pieces: number[] = [];
    for await (const rows of statesInPieces(db)) pieces.push(rows.length);
    expect(Math.max(...pieces)).toBeLessThanOrEqual(1000);
  });
});

test("failed today: what was answered with Again on this day, unless that was taken back", async () => {
  await grade(db, await get(db, forward("a")), 1, NOW - DAY_MS);
  await grade(db, await get(db, forward("b")), 1, NOW);
  await grade(db, await get(db, forward("b")), 3, NOW + 1000);
  await grade(db, await get(db, forward("c")), 4, NOW + 2000);
  await grade(db, await get(db, forward("d")), 1, NOW + 3000);
  await undo(db, NOW + 4000);
  expect(await readFailedToday(db, clockAt(NOW + 5000))).toEqual([forward("b")]);
});

test("what is the learner's own of a card is read and written, and told to others", async () => {
  let written = 0;
  const own = ownControl(db, clockAt(NOW), () => written++);
  const lineOf = async () => (await readCardList(db, clockAt(NOW), () => {})).lines[0];
  const wording = { question: "Own question?", answer: null, note: null };
  expect(await own.saveWording(forward("a"), wording)).toBe(true);
  expect(await own.setMark(forward("a"), true)).toBe(true);
  expect(written).toBe(2);
  expect(await lineOf()).toMatchObject({ question: "Own question?", isEdited: true, isMarked: true, isLeech: false });
  expect((await lineOf())?.text).toContain("own question");
  expect(await readCardInfo(db, clockAt(NOW), forward("a"))).toMatchObject({
    question: "Own question?",
    own: { wording, isMarked: true },
    events: [{ words: "event_mark_given" }, { words: "event_edit_given" }],
  });
  expect(await own.setMark(forward("a"), false)).toBe(true);
  expect(await lineOf()).toMatchObject({ isMarked: false });
  db.close();
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await own.setMark(forward("a"), true)).toBe(false);
  expect([written, said.mock.calls.length]).toEqual([3, 1]);
  said.mockRestore();
});

describe("one card", () => {
  test("tells its history, what was taken back too, and what comes next", async () => {
    await grade(db, await get(db, forward("a")), 4, NOW);
    await grade(db, await get(db, forward("a")), 3, NOW + 9 * DAY_MS);
    await grade(db, await get(db, forward("a")), 1, NOW + 30 * DAY_MS);
    await undo(db, NOW + 30 * DAY_MS + 1000);
    const info = await readCardInfo(db, clockAt(NOW + 31 * DAY_MS), forward("a"));
    expect(info?.events.map(({ words, review, isTakenBack }) => [words, review?.rating, isTakenBack])).toEqual([
      ["event_undo", undefined, false],
      ["event_review", 1, true],
      ["event_review", 3, false],
      ["event_review", 4, false],
    ]);
    expect(info?.outcomes.map(({ rating }) => rating)).toEqual([1, 2, 3, 4]);
    expect(info?.siblings.map(({ id }) => id)).toEqual([reverse.id]);
    const { curve, state, today } = info ?? {};
    expect(curve?.reviews.map(({ day, rating }) => [day - at(NOW).today, rating])).toEqual([
      [0, 4],
      [9, 3],
    ]);
    // New at first; after nine days with a stability of 8.3 a little under 0.9.
    expect(curve?.reviews[0]?.recall).toBeNull();
    expect(curve?.reviews[1]?.recall).toBeCloseTo(0.892, 2);
    expect(curve?.to).toBe(Math.max(today ?? 0, state?.dueDay ?? 0));
    for (const { points } of curve?.stretches ?? []) {
      expect(points[0]?.[1]).toBe(1);
      const fall = points.map(([, recall]) => recall);
      expect(fall).toEqual(fall.toSorted((a, b) => b - a));
    }
  });

  test("that was never answered has no curve; one that is gone is none", async () => {
    const info = await readCardInfo(db, clockAt(NOW), forward("c"));
    expect([info?.curve, info?.recall, info?.events]).toEqual([null, null, []]);
    expect(await readCardInfo(db, clockAt(NOW), forward("nobody"))).toBeNull();
  });
});

test("the maps of the decks that are here, with what is known of each of their facts", async () => {
  const map = {
    deck: TEST_DECK,
    title: "A deck of the tests",
    statements: { [fact("a")]: "It is a.", [fact("b")]: "It is b." },
    sheets: [],
  };
  await grade(db, await get(db, forward("a")), 4, NOW);
  const load = async () => [map, { ...map, deck: "removed" as typeof TEST_DECK }];
  const [known, ...others] = await readMaps(db, clockAt(NOW), load);
  expect(others).toEqual([]);
  expect([...(known?.facts ?? [])].map(([id, { cards, begun, isDue }]) => [id, cards, begun, isDue])).toEqual([
    [fact("a"), 2, 1, false],
    [fact("b"), 1, 0, false],
  ]);
  const later = await readMaps(db, clockAt(NOW + 400 * DAY_MS), load);
  expect(later[0]?.facts.get(fact("a"))?.isDue).toBe(true);
});
