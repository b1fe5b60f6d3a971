/** What comes from outside: an event is taken as it is, a hostile value is refused with the field that is wrong. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardId, EventId } from "../../../../src/core/ids.ts";
import { carriedProblem, LONGEST_CARRIED } from "../../../../src/core/log/carried.ts";
import { decodeEvent, eventsAmong } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { LATEST_MS } from "../../../../src/core/log/envelope-fields.ts";
import { isKnown, isOfKind } from "../../../../src/core/log/event.ts";
import { isFromNewer, isKnownSort, sortOf } from "../../../../src/core/log/newer.ts";
import {
  cardOf,
  type Fields,
  fieldsOfEachKind,
  KINDS_OF_EXAMPLES,
  type KindOfExample,
} from "../../../support/samples/every-kind.ts";

const ENVELOPE = {
  id: "0mwtvz07p-evhssqh87q81g1la",
  device: "0123456789abcdef",
  atMs: 1795475865301,
  offsetMinutes: 60,
  studyDay: 20780,
};
const CARD = { ...ENVELOPE, card: "deck/fact/forward" };
const NEXT = { dueDay: 20781, dueAtMs: null };
const ABOUT = { card: CARD.card as CardId, named: "0mwtvz08n-e0qvv6urqtealr83" as EventId, day: NEXT.dueDay };
const FIELDS = fieldsOfEachKind(ABOUT);
/** Without what may be left out: an undo names the card of what it takes back. */
const RIGHT = Object.fromEntries(
  KINDS_OF_EXAMPLES.map((kind) => [
    kind,
    { ...ENVELOPE, ...(kind !== "undo" && cardOf(kind, ABOUT.card)), kind, ...FIELDS[kind] },
  ]),
) as { readonly [K in KindOfExample]: typeof ENVELOPE & { readonly kind: K } & Fields[K] };
const UNKNOWN = { ...CARD, kind: "unheard-of", until: { day: 20790, why: ["tired", null] } };

const problemOf = (value: unknown): string | null => {
  const decoded = decodeEvent(value);
  return "problem" in decoded ? decoded.problem : null;
};
const fieldOf = (value: unknown): string | null => problemOf(value)?.split(":")[0] ?? null;

describe("what is right", () => {
  test.each(Object.entries(RIGHT))("%s is taken as it is", (_, event) => {
    const decoded = decodeEvent(event);
    expect(decoded).toEqual({ event });
    expect("event" in decoded && decoded.event).toBe(event);
  });

  test("a kind and a field that are not known are carried, with all that they hold", () => {
    const more = { ...RIGHT.review, mood: "fine", at: { x: [1, 2, { y: null }] } };
    expect(decodeEvent(UNKNOWN)).toEqual({ event: UNKNOWN });
    expect(decodeEvent(more)).toEqual({ event: more });
    expect(eventsAmong([more, 1, UNKNOWN, null, {}])).toEqual([more, UNKNOWN]);
  });

  test("names that every object inherits are kinds and fields that are not known, no more", () => {
    for (const kind of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      expect(problemOf({ ...CARD, kind })).toBeNull();
    }
    expect(problemOf({ ...RIGHT.review, toString: "x", constructor: 1 })).toBeNull();
    const parsed: unknown = JSON.parse(`{"__proto__": {"rating": 3}, ${JSON.stringify(RIGHT.undo).slice(1)}`);
    expect(problemOf(parsed)).toBeNull();
  });
});

describe("what is wrong", () => {
  test.each([[null], [undefined], [1], ["x"], [true], [[]], [[RIGHT.review]], [() => RIGHT.review], [Symbol.iterator]])(
    "%o is no event",
    (value) => expect(problemOf(value)).toBe("not an object"),
  );

  test("fields that are only inherited are not there", () => {
    expect(fieldOf(Object.create(RIGHT.review))).toBe("id");
    expect(fieldOf(Object.assign(Object.create({ rating: 3 }), { ...RIGHT.review, rating: undefined }))).toBe("rating");
  });

  test.each(Object.entries(RIGHT))("%s without any one of its fields", (_, event) => {
    for (const field of Object.keys(event)) {
      const rest = Object.fromEntries(Object.entries(event).filter(([name]) => name !== field));
      // Without its kind it is an event of no kind; what it concerns is told by the kind.
      expect(problemOf(rest), field).not.toBeNull();
      expect(problemOf({ ...event, [field]: undefined }), `${field}: undefined`).not.toBeNull();
    }
  });

  const HOSTILE = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1e308,
    1e21,
    2 ** 53,
    -2,
    1.5,
    "",
    [],
    {},
    "x".repeat(301),
    "\u0000",
    5n,
    new Date(0),
    [3],
    Symbol("x"),
    () => 3,
  ];
  const NUMBERS: readonly (readonly [keyof typeof RIGHT, string])[] = [
    ["review", "atMs"],
    ["review", "studyDay"],
    ["review", "rating"],
    ["review", "factRevision"],
    ["review", "durationMs"],
    ["clock-correction", "shiftDays"],
  ];
  test.each(NUMBERS)("%s: nothing hostile passes for its %s", (kind, field) => {
    for (const value of HOSTILE)
      expect(problemOf({ ...RIGHT[kind], [field]: value }), String(value as never)).not.toBeNull();
  });
  test.each([
    ["review", "next"],
    ["review", "phase"],
    ["review", "surface"],
    ["undo", "undoes"],
    ["clock-correction", "moved"],
    ["seen", "value"],
    ["switch", "value"],
    ["review", "id"],
    ["review", "device"],
    ["undo", "kind"],
  ] as const)("%s: nothing hostile passes for its %s", (kind, field) => {
    const hostile = field === "moved" ? HOSTILE.filter((value) => !Array.isArray(value) || value.length > 0) : HOSTILE;
    for (const value of hostile) {
      if (field === "kind" && value === "\u0000") continue;
      expect(problemOf({ ...RIGHT[kind], [field]: value }), String(value as never)).not.toBeNull();
    }
  });

  test.each([
    ["id", { ...RIGHT.review, atMs: RIGHT.review.atMs + 1 }],
    ["atMs", { ...RIGHT.review, atMs: LATEST_MS + 1 }],
    ["id", { ...RIGHT.review, id: RIGHT.review.id.toUpperCase() }],
    ["offsetMinutes", { ...RIGHT.review, offsetMinutes: 1441 }],
    ["next", { ...RIGHT.review, next: { ...NEXT, dueDay: "20781" } }],
    ["next", { ...RIGHT.review, next: [NEXT] }],
    ["undoes", { ...RIGHT.undo, undoes: RIGHT.undo.id }],
    ["card", { ...RIGHT.review, card: "" }],
    ["card", { ...RIGHT.review, card: "x".repeat(301) }],
    ["fact", { ...RIGHT.review, fact: "deck/fact" }],
    ["learner", { ...RIGHT.setting, deck: "deck" }],
    ["card", { ...RIGHT.reset, card: undefined }],
    ["key", { ...RIGHT.switch, key: "other/chapter" }],
    ["key", { ...RIGHT.switch, key: "deck-two" }],
    ["key", { ...RIGHT.edit, key: "deck/fact/reverse" }],
    ["value", { ...RIGHT.edit, value: { ...RIGHT.edit.value, question: "" } }],
    ["value", { ...RIGHT.edit, value: { ...RIGHT.edit.value, question: "x".repeat(1001) } }],
    ["value", { ...RIGHT.edit, value: { question: "Which?" } }],
    ["key", { ...RIGHT.mark, key: "deck/fact/reverse" }],
    ["value", { ...RIGHT.mark, value: null }],
    ["studyDay", { ...RIGHT["clock-correction"], studyDay: 20782 }],
    ["moved", { ...RIGHT["clock-correction"], moved: Array(10_001).fill(RIGHT.undo.undoes) }],
    ["value", { ...RIGHT.setting, value: "x".repeat(301) }],
    ["kind", { ...CARD, kind: "k".repeat(61) }],
  ])("%s: is named", (field, value) => expect(fieldOf(value)).toBe(field));

  test.each(["review", "reset"] as const)("%s: a place that a newer version made is taken along", (kind) => {
    for (const surface of ["sidepanel", "side-Panel2", "x".repeat(40)])
      expect(problemOf({ ...RIGHT[kind], surface })).toBeNull();
    for (const surface of ["Sidepanel", "2nd", "x".repeat(41), "side panel", "=1", "popup\n"])
      expect(fieldOf({ ...RIGHT[kind], surface })).toBe("surface");
  });

  test("two undos that name each other are two events, and hang nothing", () => {
    expect(
      eventsAmong([RIGHT.undo, { ...RIGHT.undo, undoes: RIGHT.undo.id, id: RIGHT.undo.undoes, atMs: 1795475865335 }]),
    ).toHaveLength(2);
  });
});

/** What a newer version may write into a field that this one knows, and what is broken although it looks alike. */
const LATER: readonly (readonly [keyof typeof RIGHT, field: string, later: unknown[], broken: unknown[]])[] = [
  ["review", "rating", [0, 5, 1000], [-1, 1001, 2.5, "5", "again", null]],
  ["review", "phase", ["filtered", "learning2"], [5, "", "Filtered", "x y", null, ["new"]]],
  [
    "review",
    "next",
    [{ afterExam: true }, { dueDay: 20781, sureness: 0.5 }, { dueAtMs: null, until: "exam" }],
    [
      {},
      { dueDay: 20781 },
      { dueDay: -5, more: 1 },
      { dueDay: "20781", more: 1 },
      { dueAtMs: -1, more: 1 },
      "never",
      null,
    ],
  ],
  ["clock-correction", "next", [{ afterExam: true }], [{}, { dueDay: -5, more: 1 }]],
  ["setting", "value", [[1, 2], { a: 1 }], [undefined, "", "x".repeat(301), new Date(0), [() => 1]]],
  ["seen", "value", ["twice"], [false, 1, null]],
  ["switch", "value", ["paused"], [1, null, "Paused"]],
];

describe("a value that this version does not know, in a field that it knows", () => {
  test.each(LATER)("%s: what its %s may say later is carried, and nothing broken is", (kind, field, later, broken) => {
    for (const value of later) {
      const event = { ...RIGHT[kind], [field]: value };
      expect(decodeEvent(event), JSON.stringify(value)).toEqual({ event });
      expect(isKnown(event as unknown as Envelope)).toBe(false);
      expect(isOfKind(event as unknown as Envelope, kind)).toBe(false);
      expect(isFromNewer(event as unknown as Envelope)).toBe(true);
    }
    for (const value of broken) expect(fieldOf({ ...RIGHT[kind], [field]: value }), String(value)).not.toBeNull();
    expect(isKnown(RIGHT[kind] as unknown as Envelope)).toBe(true);
  });

  test("an undo takes back, whatever it says it was taken back with", () => {
    const event = { ...RIGHT.undo, with: "deck" } as unknown as Envelope;
    expect(decodeEvent(event)).toEqual({ event });
    expect([isKnown(event), isFromNewer(event)]).toEqual([true, false]);
    expect(fieldOf({ ...RIGHT.undo, with: 1 })).not.toBeNull();
  });

  test("fields beside those that are known are carried, and the event counts", () => {
    const more = { ...RIGHT.review, mood: "fine", next: { ...NEXT, sureness: 0.5 } } as unknown as Envelope;
    expect(decodeEvent(more)).toEqual({ event: more });
    expect([isKnown(more), isFromNewer(more)]).toEqual([true, true]);
  });

  test("what lies within is no longer and no deeper than what is carried elsewhere", () => {
    for (const junk of ["x".repeat(LONGEST_CARRIED), [undefined], new Map()]) {
      expect(problemOf({ ...RIGHT.review, next: { ...NEXT, junk } })).not.toBeNull();
      expect(problemOf({ ...RIGHT.setting, value: [junk] })).not.toBeNull();
    }
  });
});

describe("the sort of an event", () => {
  const sort = (event: object): string => sortOf(event as unknown as Envelope);

  test("is its kind where all is known", () => {
    for (const event of Object.values(RIGHT))
      expect([sort(event), isFromNewer(event as never)]).toEqual([event.kind, false]);
  });

  test("is known as soon as a version knows what it names", () => {
    const unknown = { ...RIGHT.review, rating: 5, mood: "fine" };
    expect(isKnownSort(sort(unknown))).toBe(false);
    expect(isKnownSort(JSON.stringify(["review", ["rating"], { rating: 3 }]))).toBe(true);
    expect(isKnownSort(JSON.stringify(["review", ["mood"], {}]))).toBe(false);
    expect(isKnownSort(JSON.stringify(["review", [], { rating: 5 }]))).toBe(false);
    for (const kind of ["constructor", "__proto__", "later", '["review"]']) {
      expect(isKnownSort(sort({ ...CARD, kind })), kind).toBe(false);
    }
  });

  test("is short, whatever the event holds", () => {
    const long = { ...UNKNOWN, ["x".repeat(5000)]: 1 };
    expect(sort(long).length).toBeLessThan(400);
    expect(isKnownSort(sort(long))).toBe(false);
  });
});

describe("what is carried", () => {
  const carrying = (value: unknown) => [problemOf({ ...UNKNOWN, value }), problemOf({ ...RIGHT.review, value })];

  test("is no longer than a limit, in known and unknown kinds", () => {
    expect(carrying("x".repeat(LONGEST_CARRIED - 1000))).toEqual([null, null]);
    for (const problem of carrying("x".repeat(LONGEST_CARRIED))) expect(problem).toMatch(/longer/);
    for (const problem of carrying(Array(LONGEST_CARRIED).fill(0))) expect(problem).toMatch(/longer/);
  });

  test("is what a file can hold just as it is, and no deeper than a program can read", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    let deep: unknown = 1;
    for (let i = 0; i < 10_000; i++) deep = [deep];
    const bad = [
      undefined,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      1n,
      new Date(0),
      new Map(),
      new Uint8Array(2),
      () => 1,
      Symbol("x"),
      circle,
      deep,
      { a: [undefined] },
    ];
    for (const value of bad)
      for (const problem of carrying(value)) expect(problem, String(typeof value)).not.toBeNull();
  });

  test("whatever JSON holds is carried, if it is not too long or too deep, and comes out as it went in", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(carriedProblem(value)).toBeNull();
        const event = { ...UNKNOWN, value };
        expect(decodeEvent(JSON.parse(JSON.stringify(event)))).toEqual({ event: JSON.parse(JSON.stringify(event)) });
      }),
    );
  });

  test("any value at all is judged without a throw", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true }),
        (value) => {
          decodeEvent(value);
          decodeEvent({ ...RIGHT.review, more: value });
          decodeEvent({ ...RIGHT["clock-correction"], moved: value, next: value });
        },
      ),
    );
  });
});
