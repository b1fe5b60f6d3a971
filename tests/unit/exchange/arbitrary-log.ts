import * as fc from "fast-check";
import type { DeckId, EventId } from "../../../src/core/ids.ts";
import { type DeviceId, makeEventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { LATEST_MS } from "../../../src/core/log/envelope-fields.ts";
import type { LogExport } from "../../../src/core/log/log-export.ts";
import { anyCharacter } from "../../support/samples/any-character.ts";
import { content, deck } from "../../support/samples/cards.ts";

/** As a file can hold it: -0 would come back as 0. */
const json = fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const atMs = fc.integer({ min: 0, max: LATEST_MS });
const studyDay = fc.integer({ min: -1, max: 30_000 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 });
const eventId = fc.tuple(atMs, random).map(([time, bytes]) => makeEventId(time, bytes));
const card = fc.oneof(text, fc.constantFrom("deck/fact/forward", "__proto__", "constructor", "=1+1"));
const next = fc.record({ dueDay: studyDay, dueAtMs: fc.option(atMs) });

const envelope = fc
  .record({
    atMs,
    random,
    device: fc.constantFrom("0123456789abcdef", "0000000000000000").map((id) => id as DeviceId),
    offsetMinutes: fc.integer({ min: -840, max: 840 }),
    // Before the rollover hour it is the day before, and after a journey it can be the day after.
    shift: fc.integer({ min: -1, max: 1 }),
  })
  .map(({ random: bytes, shift, ...rest }) => {
    const day = Math.floor((rest.atMs + rest.offsetMinutes * 60_000) / 86_400_000);
    return { ...rest, studyDay: Math.max(-1, day + shift), id: makeEventId(rest.atMs, bytes) };
  });

const REGISTERS = {
  setting: fc.oneof(fc.boolean(), fc.constant(null), fc.integer(), text),
  seen: fc.constant(true),
} as const;
const register = (kind: keyof typeof REGISTERS) =>
  fc.record({ kind: fc.constant(kind), key: text, value: REGISTERS[kind] });

/** A correction is made on the day that its time says. */
const correction = fc
  .record({ card, moved: fc.array(eventId, { maxLength: 3 }), shiftDays: fc.integer({ min: 1, max: 4000 }), next })
  .chain((own) => eventId.map((newest) => ({ ...own, newest, kind: "clock-correction" })));

const own = fc.oneof(
  fc.record({
    kind: fc.constant("review"),
    card,
    rating: fc.constantFrom(1, 2, 3, 4),
    phase: fc.constantFrom("new", "learning", "review", "relearning"),
    factRevision: fc.integer({ min: 0, max: 9 }),
    durationMs: fc.integer({ min: 0, max: 60_000 }),
    surface: fc.constantFrom("popup", "newtab", "import", "sidePanel-2"),
    next,
  }),
  fc.record({ kind: fc.constant("undo"), card, undoes: eventId }),
  fc.record({ kind: fc.constant("undo"), undoes: eventId }),
  fc.record({ kind: fc.constant("reset"), card, surface: fc.constantFrom("osteon", "import", "menu") }),
  fc.record({ kind: fc.constant("due"), card, dueDay: studyDay }),
  register("setting"),
  register("seen"),
  text.map((fact) => ({ kind: "met", fact, key: fact, value: true })),
  fc
    .record({ kind: fc.constant("switch"), deck: text, chapter: fc.option(text), value: fc.boolean() })
    .map(({ chapter, ...rest }) => ({ ...rest, key: chapter === null ? rest.deck : `${rest.deck}/${chapter}` })),
  correction,
  // Of a version that is still to come: another kind, another field, and another value.
  fc.record({
    kind: fc.constant("review"),
    card,
    rating: fc.constantFrom(3, 5),
    phase: fc.constantFrom("review", "filtered"),
    factRevision: fc.constant(1),
    durationMs: fc.constant(900),
    surface: fc.constant("popup"),
    next: fc.oneof(next, fc.record({ afterExam: json })),
  }),
  fc.record({ kind: fc.constant("unheard-of"), card, until: studyDay, why: json }),
  fc.record({ kind: fc.constant("reset"), card, surface: fc.constant("osteon"), mood: json }),
);

const event = fc.tuple(envelope, own).map(([shared, more]): Envelope => {
  const made = { ...shared, ...more } as Envelope;
  const day = Math.floor((made.atMs + made.offsetMinutes * 60_000) / 86_400_000);
  return made.kind === "clock-correction" ? { ...made, studyDay: Math.max(-1, day) } : made;
});

const ownDeck = fc.constantFrom("mine", "another-deck").map((id) => {
  const cards = ["a", "b"].map((name, i) => content(name, i, { deck: id as DeckId }));
  return deck(cards, "7", { id: id as DeckId });
});

/** Whatever a database can hold. */
export const arbitraryLog: fc.Arbitrary<LogExport> = fc.record({
  events: fc.uniqueArray(event, { selector: ({ id }): EventId => id, maxLength: 30 }),
  decks: fc.array(fc.record({ id: text.map((id) => id as DeckId), version: text }), { maxLength: 3 }),
  ownDecks: fc.uniqueArray(ownDeck, { selector: ({ id }) => id, maxLength: 2 }),
});

export const arbitraryStamp = fc.record({
  exportedAtMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  appVersion: fc.constantFrom("0.1.0", "12.3.45"),
});
