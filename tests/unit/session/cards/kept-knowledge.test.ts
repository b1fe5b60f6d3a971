/** What is kept of the ring: it is drawn as what was read, on its day and in its place alone, and gives way to whoever writes. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inColumns, type KnownFact } from "../../../../src/core/stats/known-facts.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { keepRing, readKeptRing } from "../../../../src/platform/kept-text.ts";
import {
  keeping,
  keptIn,
  keptText,
  readKeeping,
  readKeptKnowledge,
} from "../../../../src/session/cards/kept-knowledge.ts";
import { type Knowledge, readKnowledge } from "../../../../src/session/cards/read-facts.ts";
import type { Circumstances } from "../../../../src/session/common/kept.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { ringWords } from "../../../../src/ui/parts/ring-words.ts";
import { chapterCounts } from "../../../../src/ui/progress/chapter-counts.ts";
import { isOfDay, newestFact, ringPicture } from "../../../../src/ui/progress/ring-geometry.ts";
import { FIVE, forward, get, grade, NOW, random, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, fact } from "../../../support/samples/cards.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

let db: Database;
const clock = { nowMs: () => NOW + 2000, offsetAt: () => 60, randomBytes: random };
const AT: Circumstances = {
  version: "1",
  language: "en",
  nowMs: NOW + 3000,
  offsetMinutes: 60,
  singleKeyShortcuts: true,
};
beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW + 3000);
  stubPage();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await grade(db, await get(db, forward("a")), 4, NOW - DAY_MS);
  await grade(db, await get(db, forward("c")), 4, NOW);
  await grade(db, await get(db, forward("d")), 3, NOW + 1000);
});

/** All that is drawn of a deck: to four digits, since a line is not drawn finer. */
function drawn({ decks: [shown], today, dayEndsAtMs }: Knowledge) {
  if (!shown) throw new Error("there is no deck");
  const { rings } = ringPicture(shown.chapters);
  const arcs = rings.flatMap(({ chapter, arcs: own }) =>
    own.map(({ width, opacity, ...arc }) => ({
      ...arc,
      width: width.toFixed(4),
      opacity: opacity.toFixed(4),
      isToday: isOfDay(chapter.facts, arc, today),
    })),
  );
  const words = [ringWords(shown), chapterCounts(shown), shown.chapters.map(({ id, title }) => [id, title])];
  return { arcs, words, newest: newestFact(shown.chapters, today), today, dayEndsAtMs };
}

/** A deck of two chapters, some of whose facts are new. */
function large(facts: number, others: number): Knowledge {
  const one = (place: number): KnownFact => ({
    ...{ id: fact(`f-${place}`), statement: null, cardIds: [], cards: 1, begun: 1, standing: "known" },
    ...{ recall: place % 7 === 0 ? null : 0.6 + (place % 40) / 100, lastDay: place % 9, lastAtMs: place },
    begunOnLastDay: place % 5 === 0,
  });
  const chapters = [facts, others].map((length, i) => ({
    ...{ id: `c-${i}`, title: `C ${i}` },
    facts: inColumns(Array.from({ length }, (_, place) => one(place))),
  }));
  const known = { facts: facts + others, expected: 0, new: 9, learning: 0, known: 1, fading: 2 };
  for (const { facts: own } of chapters) for (const recall of own.recalls) known.expected += recall || 0;
  const decks = [{ id: deck([]).id, title: "Large", language: "en", chapters, known }];
  return { decks, today: 8, dayEndsAtMs: NOW + DAY_MS, model: {} as Knowledge["model"] };
}

describe("what is kept of what is known", () => {
  test("is drawn as what was read", async () => {
    const known = await readKnowledge(db, clock);
    const kept = keptIn(keptText(known, AT, "7"), AT);
    expect(kept && drawn(kept)).toEqual(drawn(known));
    expect(kept?.keptOf).toBe(1);
    expect(drawn(known).newest?.place).toBe(3);
  });

  test("is the first deck alone, without a word of its facts", async () => {
    await installDeck(
      db,
      deck([content("z", 1, { deck: "other" as never })], "1", { id: "other" as never }),
      scheduler,
      NOW,
    );
    const known = await readKnowledge(db, clock);
    const text = keptText(known, AT, "7") ?? "";
    expect([known.decks.length, keptIn(text, AT)?.decks.length, keptIn(text, AT)?.keptOf]).toEqual([2, 1, 2]);
    expect(text).not.toContain("it is a");
  });

  test("keeps the words of a large deck to the last fact, in a text that is not too long", () => {
    const known = large(20_000, 3_000);
    const text = keptText(known, AT, "7") ?? "";
    expect(text.length).toBeLessThan(50_000);
    const kept = keptIn(text, AT);
    expect(kept && drawn(kept).words).toEqual(drawn(known).words);
  });

  test.each([
    ["from right to left", "الهرمونات\u202E \u2067עצם\u2069"],
    ["with quotes and markup", `"it's" \\ </script><b onclick='x'>&amp; \u2028\u0000`],
    ["with half a character", "bone \uD800"],
    ["as long as a file may have it", "\u{1F9B4}".repeat(1_000)],
    ["that are names of what an object has", "__proto__"],
  ])("is drawn as what was read with titles %s", async (_, title) => {
    const { decks, ...known } = await readKnowledge(db, clock);
    const odd = decks.map((one) => ({
      ...one,
      title,
      chapters: one.chapters.map((own) => ({ ...own, id: title, title })),
    }));
    keepRing(keptText({ ...known, decks: odd }, AT, "7"));
    const kept = keptIn(readKeptRing(), AT);
    expect(kept && drawn(kept)).toEqual(drawn({ ...known, decks: odd }));
    expect(kept?.decks[0]?.title).toBe(title);
  });

  test.each<[string, Partial<Circumstances>]>([
    ["once the day is over", { nowMs: NOW + DAY_MS }],
    ["where the clock was set back", { nowMs: AT.nowMs - 1 }],
    ["in another version", { version: "2" }],
    ["in another language", { language: "de" }],
    ["in another time zone", { offsetMinutes: 0 }],
  ])("is not shown %s", async (_, other) => {
    const text = keptText(await readKnowledge(db, clock), AT, "7");
    expect(keptIn(text, AT)).not.toBeNull();
    expect(keptIn(text, { ...AT, ...other })).toBeNull();
  });

  test("is not shown where any part of it is damaged", async () => {
    const text = keptText(await readKnowledge(db, clock), AT, "7") ?? "";
    expect(keptIn("no JSON", AT)).toBeNull();
    for (const name of [
      "at",
      "untilMs",
      "deck",
      "known",
      "expected",
      "chapters",
      "title",
      "facts",
      "recalls",
      "ofToday",
    ]) {
      for (const by of ["null", '"x"', "[null, {}]"]) {
        const damaged = JSON.stringify(JSON.parse(text), (key, value) => (key === name ? JSON.parse(by) : value));
        // A title is any text.
        if (name === "title" && by === '"x"') continue;
        expect([name, by, keptIn(damaged, AT)]).toEqual([name, by, null]);
      }
    }
  });

  test("is nothing without a deck", async () => {
    expect(keptText({ ...(await readKnowledge(db, clock)), decks: [] }, AT, "7")).toBeNull();
  });
});

describe("keeping it", () => {
  test("is done by who has read it", async () => {
    const known = await readKeeping(db, clock);
    const kept = readKeptKnowledge();
    expect(kept && drawn(kept)).toEqual(drawn(known));
  });

  test.each(["nothing was kept", "something was kept"])(
    "is left where another page has written meanwhile, where %s",
    async (before) => {
      if (before === "something was kept") await readKeeping(db, clock);
      const keep = await keeping(db);
      const known = await readKnowledge(db, clock);
      keepRing(null);
      keep(known);
      expect(readKeptRing()).toBeNull();
    },
  );

  test("is left to the second of two readings that begin in one tick of a coarse clock", async () => {
    vi.spyOn(performance, "now").mockReturnValue(5);
    const known = await readKnowledge(db, clock);
    const beginOld = keeping(db);
    keepRing(null);
    const [keepOld, keep] = await Promise.all([beginOld, keeping(db)]);
    keepOld({ ...known, today: known.today - 1 });
    expect(readKeptKnowledge()).toBeNull();
    keep(known);
    expect(readKeptKnowledge()?.today).toBe(known.today);
  });

  test("shows nothing while the first is being read", async () => {
    const begun = keeping(db);
    expect(readKeptKnowledge()).toBeNull();
    await begun;
  });
});
