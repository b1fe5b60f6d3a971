import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Correction, Term } from "../../../src/core/deck/deck.ts";
import { cardId, type DeckId, type FactId, factId, factOf, makeEventId, type TermId } from "../../../src/core/ids.ts";
import { fuzzedInterval, seededRandom } from "../../../src/core/memory/fuzz.ts";
import { noticeBefore } from "../../../src/core/plan/notice.ts";
import { DEFAULT_SETTINGS, decodeSetting, SETTING_KEYS } from "../../../src/core/settings.ts";
import { card, content } from "../../support/cards.ts";

describe("ids", () => {
  test("an event id sorts by its time and holds its chance", () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.nat(4e12), fc.nat(4e12), bytes, bytes, (a, b, x, y) => {
        fc.pre(a < b);
        expect(makeEventId(a, x) < makeEventId(b, y)).toBe(true);
        expect(makeEventId(a, x) === makeEventId(a, y)).toBe(x.every((byte, i) => byte === y[i]));
      }),
    );
  });
  test("too little chance is refused", () => {
    expect(() => makeEventId(1, new Uint8Array(9))).toThrow(RangeError);
  });
  test("a card's id names its fact", () => {
    const fact = factId("bone-hormones" as DeckId, "fgf23-maker");
    expect(factOf(cardId(fact, "forward"))).toBe(fact);
  });
});

describe("fuzz", () => {
  test("stays within the published range and never above the maximum", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 36_500 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        fc.nat(100),
        (days, random, elapsed) => {
          const fuzzed = fuzzedInterval(days, random, elapsed, 36_500);
          const most = 1 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * Math.max(0, days - 20);
          expect(Number.isInteger(fuzzed)).toBe(true);
          expect(fuzzed).toBeLessThanOrEqual(36_500);
          expect(Math.abs(fuzzed - days)).toBeLessThanOrEqual(Math.ceil(most));
          if (days > elapsed && days >= 2.5) expect(fuzzed).toBeGreaterThan(elapsed);
        },
      ),
    );
  });
  test("reaches both ends of the range", () => {
    const results = Array.from({ length: 100 }, (_, i) => fuzzedInterval(10, i / 100, 0, 36_500));
    expect([Math.min(...results), Math.max(...results)]).toEqual([8, 12]);
  });
  test("short intervals are left alone", () => {
    expect([fuzzedInterval(1, 0.9, 0, 100), fuzzedInterval(2, 0.9, 0, 100)]).toEqual([1, 2]);
  });
  test("the seed decides, and spreads evenly", () => {
    const draws = Array.from({ length: 10_000 }, (_, i) => seededRandom(`card/forward#${i}`));
    expect(seededRandom("a")).toBe(seededRandom("a"));
    const tenths = Array.from({ length: 10 }, (_, i) => draws.filter((draw) => Math.floor(draw * 10) === i).length);
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe("settings", () => {
  test("the defaults are right values", () => {
    for (const key of SETTING_KEYS) expect(decodeSetting(key, DEFAULT_SETTINGS[key])).toEqual(DEFAULT_SETTINGS[key]);
  });
  test.each([
    ["newPerDay", -1],
    ["newPerDay", 1.5],
    ["newPerDay", "8"],
    ["desiredRetention", 0.69],
    ["desiredRetention", 0.98],
    ["desiredRetention", Number.NaN],
    ["rolloverHour", 24],
    ["theme", "blue"],
    ["newTabSession", 1],
    ["snapshotFile", "on"],
    ["reviewsPerDay", Number.POSITIVE_INFINITY],
  ] as const)("%s does not take %s", (key, value) => {
    expect(decodeSetting(key, value)).toBeNull();
  });
});

describe("what is shown once before a card", () => {
  const text = [{ kind: "text" as const, text: "x" }];
  const term = (id: string): Term => ({ id: id as TermId, name: id, definition: text });
  const correction: Correction = { fact: "f" as FactId, revision: 2, before: text, now: text, why: text };
  const deck = { terms: [term("wnt"), term("paracrine")], corrections: [correction] };
  const of = (factRevision: number, reviews: number, revisionKnown: number) => {
    const one = card("f", 0, { reviews, factRevision: revisionKnown });
    return { ...one, content: content("f", 0, { factRevision, terms: ["paracrine" as TermId] }) };
  };

  test("a term that was not seen, then the card", () => {
    expect(noticeBefore(of(1, 0, 0), deck, new Set())?.subject).toBe("term:paracrine");
    expect(noticeBefore(of(1, 0, 0), deck, new Set(["term:paracrine"]))).toBeNull();
  });
  test("a correction only for those who knew the fact as it was", () => {
    const seen = new Set(["term:paracrine"]);
    expect(noticeBefore(of(2, 3, 1), deck, seen)?.subject).toBe("fact:f@2");
    expect(noticeBefore(of(2, 0, 0), deck, seen)).toBeNull();
    expect(noticeBefore(of(2, 3, 2), deck, seen)).toBeNull();
    expect(noticeBefore(of(1, 3, 1), deck, seen)).toBeNull();
    expect(noticeBefore(of(2, 3, 1), deck, new Set([...seen, "fact:f@2"]))).toBeNull();
  });
});
