import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import initSqlJs from "sql.js";
import { describe, expect, it } from "vitest";
import messages from "../../../../src/_locales/en/messages.json" with { type: "json" };
import { withWording } from "../../../../src/core/deck/wording.ts";
import { type CardId, type EventId, makeEventId } from "../../../../src/core/ids.ts";
import { makeClockCorrection } from "../../../../src/core/log/clock-correction.ts";
import { decodeEvent } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { countedReviews, foldCard } from "../../../../src/core/log/fold.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { makeMark, makeUndo } from "../../../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { escaped } from "../../../../src/exchange/anki/html.ts";
import {
  ankiCardIds,
  ankiDeckId,
  cardOfGuid,
  DECK_CONFIG_ID,
  guidOf,
  NOTE_TYPE_ID,
  TEMPLATE_ID,
} from "../../../../src/exchange/anki/identity.ts";
import { marksFromAnki } from "../../../../src/exchange/anki/marks.ts";
import { FIELDS, noteFields } from "../../../../src/exchange/anki/note-fields.ts";
import { picturesOf } from "../../../../src/exchange/anki/pictures.ts";
import { readAnkiPackage } from "../../../../src/exchange/anki/read-package.ts";
import { movedTimes } from "../../../../src/exchange/anki/unique-times.ts";
import { writeAnkiPackage } from "../../../../src/exchange/anki/write-package.ts";
import { logsByCard } from "../../../../src/exchange/study-data.ts";
import { LABELS } from "../../../anki/labels.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { countedByCard } from "../../../support/samples/counted-by-card.ts";
import { imported } from "../imported.ts";

const sql = await initSqlJs();
const DATA = randomHistory({
  seed: 11,
  cards: 15,
  reviewsPerCard: 6,
  nowMs: Date.UTC(2026, 10, 23, 12),
  offsetAt: () => 60,
});
const PACKAGE = await writeAnkiPackage(DATA, LABELS);

const read = (bytes: Uint8Array, limit?: number) =>
  readAnkiPackage(new Blob([new Uint8Array(bytes)]), undefined, limit);

async function found(bytes: Uint8Array) {
  const result = await read(bytes);
  if ("problem" in result) throw new Error(result.problem.key);
  return result;
}

const problemOf = async (bytes: Uint8Array): Promise<string | null> => {
  const result = await read(bytes);
  return "problem" in result ? result.problem.key : null;
};

describe("what Anki knows us by", () => {
  it("never changes", () => {
    expect([NOTE_TYPE_ID, TEMPLATE_ID, DECK_CONFIG_ID]).toEqual([1763856000001, 1763856000002, 1763856000003]);
    expect(ankiDeckId("bone-hormones" as never)).toBe(1763925465455);
    const id = "a-deck/a-fact/forward" as CardId;
    expect(ankiCardIds([{ id }]).get(id)).toBe(1767515935033);
    expect(guidOf("a-deck/a-fact/forward" as never)).toBe("osteon:a-deck/a-fact/forward");
    expect(FIELDS).toEqual(["Front", "Options", "Back", "Reason", "Note", "Source", "Kind", "Subject", "Osteon"]);
    expect(cardOfGuid("osteon:a-deck/a-fact/forward")).toBe("a-deck/a-fact/forward");
    // As version 1 named it.
    expect(cardOfGuid("osteon:a-fact/forward")).toBe("bone-hormones/a-fact/forward");
    expect(cardOfGuid("k#4:{")).toBeNull();
    expect(cardOfGuid("osteon:")).toBeNull();
  });
});

describe("a package", () => {
  it("is the legacy form: a collection, and beside it the pictures that notes show", () => {
    const { media, "collection.anki2": _, ...files } = unzipSync(PACKAGE);
    const names = JSON.parse(new TextDecoder().decode(media)) as Record<string, string>;
    expect(Object.keys(names).sort()).toEqual(Object.keys(files).sort());
    expect(Object.keys(names)).toHaveLength(2);
    const texts = Object.values(files).map((bytes) => new TextDecoder().decode(bytes));
    for (const text of texts) expect(text).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 100 60" .*<\/svg>\n$/s);
    expect(texts.map((text) => text.includes("Covered &#60;b&#62;")).sort()).toEqual([false, true]);
  });

  it("has no picture where no card has one", async () => {
    const cards = DATA.cards.filter(({ content }) => content?.type !== "diagram");
    const files = unzipSync(await writeAnkiPackage({ ...DATA, cards }, LABELS));
    expect(Object.keys(files).sort()).toEqual(["collection.anki2", "media"]);
    expect(new TextDecoder().decode(files.media)).toBe("{}");
  });

  it("asks with the covered picture and answers with the other one, in words too", async () => {
    const card = DATA.cards.find(({ content }) => content?.type === "diagram");
    const [deck] = DATA.decks;
    if (!card?.content || !deck) throw new Error("no card has a picture");
    const pictures = picturesOf(card.content, LABELS);
    const { Options: before, Back: after } = noteFields(card.content, deck, LABELS, pictures);
    expect(before).toContain(`src="${pictures?.before.name}"`);
    expect(before).not.toContain("Covered &lt;b");
    expect(before).toContain("One label is covered.");
    expect(after).toContain(`src="${pictures?.after.name}"`);
    expect(after).toContain("One is Covered &lt;b&gt;.");
    for (const name of [pictures?.before.name, pictures?.after.name])
      expect(name).toMatch(/^osteon-[0-9a-f]{20}\.svg$/);
  });

  it("comes back as nothing new, and once more after other reviews were added", async () => {
    const { events: reviews, notes, foreignNotes } = await found(PACKAGE);
    expect([notes, foreignNotes]).toEqual([DATA.cards.length, 0]);
    expect(await imported(reviews, DATA)).toEqual([]);
    const without = { ...DATA, events: [] };
    const all = await imported(reviews, without);
    expect(all).toHaveLength(reviews.length);
    expect(await imported(reviews, { ...without, events: all })).toEqual([]);
    expect(await imported(reviews, without)).toEqual(all);
  });

  it("brings reviews into another Osteon that count once when both logs are united", async () => {
    const there = await imported((await found(PACKAGE)).events, { ...DATA, events: [] });
    expect(there.length).toBeGreaterThan(50);
    const scheduler = schedulerFor(DATA.settings);
    const [here, united] = [DATA.events, [...there, ...DATA.events]].map((events) => logsByCard(DATA.cards, events));
    for (const { id } of DATA.cards) {
      const [own, both] = [here?.get(id) ?? [], united?.get(id) ?? []];
      expect(countedReviews(both)).toEqual(countedReviews(own));
      const { lastEventAtMs: _, ...state } = foldCard(own, scheduler);
      expect(foldCard(both, scheduler)).toMatchObject(state);
      expect(foldCard([...both].reverse(), scheduler)).toEqual(foldCard(both, scheduler));
    }
  });

  it("brings the reviews of a card that was renamed since, which count once as well", async () => {
    const old = DATA.cards.find(({ state }) => state.reviews > 3);
    if (!old) throw new Error("no card has four reviews");
    const id = "bone-hormones/renamed/forward" as CardId;
    const renamed = { ...old, id, formerIds: [old.id] };
    const own = DATA.events.filter(({ card }) => card === old.id);
    const reviews = (await found(PACKAGE)).events.filter(({ card }) => card === old.id);
    const there = await imported(reviews, { ...DATA, cards: [renamed], events: [] });
    expect(there.every(({ card }) => card === id)).toBe(true);
    const united = logsByCard([renamed], [...there, ...own]).get(id) ?? [];
    expect(countedReviews(united)).toEqual(countedReviews(own));
  });

  it("brings a review into another Osteon that stays taken back where it was taken back after it had left", async () => {
    const review = DATA.events.findLast((event) => isOfKind(event, "review"));
    if (!review) throw new Error("the history has no review");
    const undo = makeUndo(review, { device: DATA.device, now: DATA.now, random: new Uint8Array(10) });
    const events = [...DATA.events, undo];
    const there = await imported((await found(PACKAGE)).events, { ...DATA, events: [] });
    expect(countedByCard([...there, ...events])).toEqual(countedByCard(events));
  });

  it("leaves the notes of others alone, and is refused when it has no others", async () => {
    const collection = unzipSync(PACKAGE)["collection.anki2"];
    const db = new sql.Database(collection);
    db.run("UPDATE notes SET guid = 'someone' || id WHERE id > (SELECT min(id) FROM notes)");
    expect(await found(zipSync({ "collection.anki2": db.export() }))).toMatchObject({
      notes: 1,
      foreignNotes: DATA.cards.length - 1,
    });
    db.run("UPDATE notes SET guid = 'someone' || id");
    expect(await problemOf(zipSync({ "collection.anki2": db.export() }))).toBe("anki_notOurs");
    db.close();
  });

  it("prefers the newest collection to the decoy beside it", async () => {
    const collection = unzipSync(PACKAGE)["collection.anki2"] ?? new Uint8Array();
    const decoy = strToU8("please update");
    const { notes } = await found(zipSync({ "collection.anki2": decoy, "collection.anki21": collection }));
    expect(notes).toBe(DATA.cards.length);
  });

  it("in the newest form, as Anki 26.9.3 wrote it, says what was answered there", async () => {
    const file = new URL("../../../fixtures/anki/latest-26.9.3.apkg", import.meta.url);
    const { notes, events: reviews } = await found(new Uint8Array(readFileSync(file)));
    expect(notes).toBe(15);
    expect(reviews.slice(-4)).toMatchObject([
      { card: "bone-hormones/fact-00002/choice", atMs: 1795474822441, rating: 1, interval: -600 },
      { card: "bone-hormones/fact-00009/pathway", atMs: 1795474822442, rating: 4, interval: 30 },
      { card: "bone-hormones/fact-00012/choice", atMs: 1795474822444, rating: 4, interval: 25 },
      { card: "bone-hormones/fact-00001/cloze", atMs: 1795474822445, rating: 1, interval: -600 },
    ]);
  });

  it.each([
    ["nothing", new Uint8Array(), "anki_notPackage"],
    ["text", strToU8("hello"), "anki_notPackage"],
    ["an empty archive", zipSync({}), "anki_notPackage"],
    ["no SQLite", zipSync({ "collection.anki2": strToU8("hello") }), "anki_unreadable"],
    ["no zstd", zipSync({ "collection.anki21b": strToU8("hello") }), "anki_unreadable"],
  ])("that is %s gets a sentence", async (_, bytes, key) => {
    expect(await problemOf(bytes)).toBe(key);
    expect(messages).toHaveProperty(key);
  });

  it("with a review that cannot be, is refused with its place and its card", async () => {
    const db = new sql.Database(unzipSync(PACKAGE)["collection.anki2"]);
    db.run("UPDATE revlog SET time = 'soon' WHERE id = (SELECT id FROM revlog ORDER BY id LIMIT 1 OFFSET 2)");
    const result = await read(zipSync({ "collection.anki2": db.export() }));
    db.close();
    const { card } = (await found(PACKAGE)).events[2] ?? {};
    expect(result).toEqual({ problem: { key: "anki_review", arguments: [3, card] } });
    expect(messages.anki_review.message).toMatch(/\$1.*\$2/);
  });

  it("with more reviews than a backup may hold, is refused", async () => {
    const { events: reviews } = await found(PACKAGE);
    expect(await read(PACKAGE, reviews.length)).toMatchObject({ events: reviews });
    expect(await read(PACKAGE, reviews.length - 1)).toEqual({
      problem: { key: "anki_tooLarge", arguments: [] },
    });
  });

  it.each([
    ["notes", "SELECT * FROM kept LIMIT 5"],
    ["cards", "SELECT * FROM kept LIMIT 5"],
    ["col", "SELECT * FROM kept"],
    [
      "revlog",
      `WITH RECURSIVE times (x) AS (SELECT 1600000000000 UNION ALL SELECT x + 1 FROM times LIMIT 9000)
       SELECT x AS id, (SELECT min(id) FROM cards) AS cid, 3 AS ease, 1 AS ivl, 1 AS time, 1 AS type, 1 AS factor
       FROM times`,
    ],
  ])("whose %s are made up by a view, or by an index over one, is refused", async (table, query) => {
    const db = new sql.Database(unzipSync(PACKAGE)["collection.anki2"]);
    const columns = db.exec(`SELECT name FROM pragma_table_info('${table}')`)[0]?.values.join(", ");
    db.run(`ALTER TABLE ${table} RENAME TO kept; CREATE VIEW ${table} AS ${query}`);
    expect(await problemOf(zipSync({ "collection.anki2": db.export() }))).toBe("anki_computed");
    db.run(
      `DROP VIEW ${table}; CREATE VIEW made_up AS ${query}; CREATE VIRTUAL TABLE ${table} USING fts4 (content="made_up", ${columns})`,
    );
    expect(await problemOf(zipSync({ "collection.anki2": db.export() }))).toBe("anki_computed");
    db.close();
  });

  it("whose notes and cards are there many times brings each review once", async () => {
    const db = new sql.Database(unzipSync(PACKAGE)["collection.anki2"]);
    for (const table of ["notes", "cards"]) {
      db.run(`ALTER TABLE ${table} RENAME TO ${table}_once; CREATE TABLE ${table} AS SELECT * FROM ${table}_once`);
      for (let i = 0; i < 4; i++) db.run(`INSERT INTO ${table} SELECT * FROM ${table}`);
    }
    const { events: reviews } = await found(zipSync({ "collection.anki2": db.export() }));
    expect(reviews).toEqual((await found(PACKAGE)).events);
    db.close();
  });

  it("never throws, however damaged", async () => {
    const damage = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255) });
    const collection = unzipSync(PACKAGE)["collection.anki2"] ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 20 }), fc.boolean(), async (damages, inside) => {
        const bytes = new Uint8Array(inside ? collection : PACKAGE);
        for (const { at, byte } of damages) bytes[Math.floor(at * bytes.length)] = byte;
        const result = await read(inside ? zipSync({ "collection.anki2": [bytes, { level: 0 }] }) : bytes);
        if ("problem" in result) expect(messages).toHaveProperty(result.problem.key);
        else for (const { rating } of result.events) expect([1, 2, 3, 4, null]).toContain(rating);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a clock that ran ahead and was put right", () => {
  const card = DATA.cards.find(({ state }) => state.phase === "review");
  if (!card) throw new Error("no card is in review");
  const log = DATA.events.filter((event) => event.card === card.id);
  const ahead = 3650;
  const late = log.map((event): Envelope => {
    const atMs = event.atMs + ahead * DAY_MS;
    const id = makeEventId(atMs, new Uint8Array(10)) as typeof event.id;
    return { ...event, id, atMs, studyDay: event.studyDay + ahead };
  });
  const stranded = { ...card, state: foldCard(late, schedulerFor(DATA.settings)) };
  const correction = makeClockCorrection(stranded, late, schedulerFor(DATA.settings), {
    device: DATA.device,
    now: DATA.now,
    random: new Uint8Array(10),
  });
  if (!correction) throw new Error("the card is not stranded");
  const data = { ...DATA, cards: [card], events: [...late, correction] };

  it("gives Anki no review of the future, and knows them again", async () => {
    const { events: reviews } = await found(await writeAnkiPackage(data, LABELS));
    expect(reviews.length).toBeGreaterThan(0);
    for (const { atMs } of reviews) expect(atMs).toBeLessThan(DATA.now.nowMs + DAY_MS);
    expect(await imported(reviews, data)).toEqual([]);
  });

  it("gives Anki no review of the future either where the card was answered since", async () => {
    const next = { dueDay: DATA.now.today + 3, dueAtMs: null };
    // As a page makes it: later than all that happened to the card, on the study day that it is.
    const atMs = correction.atMs + 1;
    const since = { ...late[0], kind: "review", rating: 3, atMs, studyDay: DATA.now.today, next } as ReviewEvent;
    const events = [...data.events, { ...since, id: makeEventId(atMs, new Uint8Array(10)) }];
    const { events: reviews } = await found(await writeAnkiPackage({ ...data, events }, LABELS));
    expect(reviews).toHaveLength(countedReviews(events).length);
    for (const review of reviews) expect(review.atMs).toBeLessThan(DATA.now.nowMs + DAY_MS);
    expect(await imported(reviews, { ...data, events })).toEqual([]);
  });
});

describe("pieces", () => {
  it("text stays text in Anki", () => {
    const hostile = "<img onerror=x> {{Front}} [sound:a.mp3] \\(x\\) \u001f &amp;";
    for (const character of ["<", ">", "{", "[", "\\", "\u001f"]) expect(escaped(hostile)).not.toContain(character);
  });

  it("no time is given twice", () => {
    const events = [5, 5, 6, 5].map((atMs, i) => ({ id: `${i}` as EventId, atMs }));
    expect([...movedTimes(events)]).toEqual([
      ["1", 6],
      ["2", 7],
      ["3", 8],
    ]);
  });
});

describe("what is the learner's own of a card", () => {
  const [first, second] = DATA.cards;
  const marked = { ...DATA, cards: DATA.cards.map((card) => ({ ...card, isMarked: card.id === first?.id })) };

  it("goes out in its words, under the id that Anki knows the card by, and with a star as Anki's tag", async () => {
    const words = { question: "My <b>own</b>?", answer: null, note: "My note" };
    const edited = {
      ...marked,
      cards: marked.cards.map((card) => ({ ...card, content: card.content && withWording(card.content, words) })),
    };
    const [before, after] = await Promise.all([DATA, edited].map((data) => writeAnkiPackage(data, LABELS)));
    const notesOf = (bytes: Uint8Array | undefined) =>
      new sql.Database(unzipSync(bytes ?? new Uint8Array())["collection.anki2"])
        .exec("SELECT guid, flds, tags FROM notes ORDER BY guid")[0]
        ?.values.map(([guid, fields, tags]) => ({ guid, fields: String(fields), tags: String(tags) }));
    const [plain, own] = [notesOf(before), notesOf(after)];
    expect(own?.map(({ guid }) => guid)).toEqual(plain?.map(({ guid }) => guid));
    for (const { guid, fields, tags } of own ?? []) {
      expect(fields).toContain(escaped("My <b>own</b>?"));
      expect(fields).toContain("\u001fMy note\u001f");
      expect(tags.split(" ").includes("marked")).toBe(guid === guidOf(first?.id as CardId));
    }
    expect(await imported((await found(after ?? new Uint8Array())).events, DATA)).toEqual([]);
  });

  it("comes back as a star, once, and not where it was taken away since", async () => {
    const { marks } = await found(await writeAnkiPackage(marked, LABELS));
    const data = { ...DATA, device: DATA.events[0]?.device as ReviewEvent["device"] };
    const events = await marksFromAnki(marks, data);
    expect(events).toMatchObject([{ kind: "mark", card: first?.id, key: first?.id, value: true }]);
    for (const event of events) expect(decodeEvent(event)).toEqual({ event });
    const [event] = events;
    if (!event) throw new Error("there is no event");
    const here = { ...data, events: [...data.events, event] };
    expect(await marksFromAnki(marks, here)).toEqual([]);
    const maker = { device: data.device, now: { ...data.now, nowMs: data.now.nowMs + 1 }, random: new Uint8Array(10) };
    for (const since of [
      makeUndo(event, maker),
      makeMark({ id: event.card, state: NEW_CARD_STATE }, false, event, maker),
    ]) {
      expect(await marksFromAnki(marks, { ...here, events: [...here.events, since] })).toEqual([]);
    }
    // Given anew there.
    const later = marks.map((mark) => ({ ...mark, atMs: mark.atMs + 5000 }));
    const undone = { ...here, events: [...here.events, makeUndo(event, maker)] };
    const now = { ...data.now, nowMs: data.now.nowMs + 60_000 };
    expect(await marksFromAnki(later, { ...undone, now })).toHaveLength(1);
    expect(await marksFromAnki([{ card: "gone/gone/gone" as CardId, atMs: 1000 }], data)).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
  });
});
