/** Anki keeps the reviews of a card that was deleted, and they are its own again only where it comes back under its old id. */
import fc from "fast-check";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import { byCodeUnits } from "../../../../src/core/text-order.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { ankiCardIds, guidOf } from "../../../../src/exchange/anki/identity.ts";
import { writeAnkiPackage } from "../../../../src/exchange/anki/write-package.ts";
import type { StudyData } from "../../../../src/exchange/study-data.ts";
import { LABELS } from "../../../anki/labels.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { sql } from "../../../support/files/collections.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const DATA = randomHistory({ seed: 5, cards: 30, reviewsPerCard: 4, nowMs: NOW_MS, offsetAt: () => 0 });
const FIRST_MS = Date.UTC(2025, 10, 23);

/** Words to which FNV-1a gives the same 32 bits, and so it does to both with the same ending. */
const PAIRS = [
  ["costarring", "liquid"],
  ["declinate", "macallums"],
  ["altarage", "zinke"],
] as const;

/** A query's rows in the package, as texts. */
async function asked(data: StudyData, query: string): Promise<readonly string[]> {
  const db = new sql.Database(unzipSync(await writeAnkiPackage(data, LABELS))["collection.anki2"]);
  try {
    return (db.exec(query)[0]?.values ?? []).map((row) => row.join(" "));
  } finally {
    db.close();
  }
}

const IDS = "SELECT guid, cards.id FROM cards JOIN notes ON notes.id = nid ORDER BY guid";
const later: StudyData = { ...DATA, now: nowAt(NOW_MS + DAY_MS, () => 0, DATA.settings.rolloverHour) };

test("a card has the same id in each package, whenever and of however many cards it is made", async () => {
  const first = await asked(DATA, IDS);
  expect(first).toHaveLength(DATA.cards.length);
  expect(await asked(later, IDS)).toEqual(first);
  // Sorted otherwise, with another first card, and fewer reviews.
  const cards = DATA.cards.slice(1).map((card) => ({ ...card, order: -card.order }));
  const fewer = await asked({ ...later, cards: cards.reverse(), events: DATA.events.slice(50) }, IDS);
  const gone = `${guidOf(DATA.cards[0]?.id as CardId)} `;
  expect(fewer).toEqual(first.filter((row) => !row.startsWith(gone)));
});

test("a review is of the same card in each package", async () => {
  const reviews = "SELECT id, cid FROM revlog ORDER BY id";
  const first = await asked(DATA, reviews);
  expect(first.length).toBeGreaterThan(50);
  expect(await asked(later, reviews)).toEqual(first);
});

test("a card that its deck no longer has leaves its number to no other", async () => {
  const named = DATA.cards.slice(0, 2).map((card, i) => ({ ...card, id: PAIRS[0][i] as CardId }));
  const left = named.map((card, i) => (i === 0 ? { ...card, content: null } : card));
  const [, second] = await asked({ ...DATA, cards: named }, IDS);
  expect(await asked({ ...DATA, cards: left }, IDS)).toEqual([second]);
});

test("notes stand in deck order, in which Anki sorts what was added, and so do new cards", async () => {
  const wanted = DATA.cards.toSorted((a, b) => a.order - b.order).map(({ id }) => guidOf(id));
  expect(await asked(DATA, "SELECT guid FROM notes ORDER BY id")).toEqual(wanted);
  const unseen = "SELECT guid FROM cards JOIN notes ON notes.id = nid WHERE type = 0 ORDER BY due";
  const fresh = new Set(DATA.cards.filter(({ state }) => state.phase === "new").map(({ id }) => guidOf(id)));
  expect(await asked(DATA, unseen)).toEqual(wanted.filter((guid) => fresh.has(guid)));
});

const idsOf = (names: readonly string[]) => ankiCardIds(names.map((id) => ({ id: id as CardId })));
const deck = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 60 });

const pairs = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...PAIRS), fc.string({ maxLength: 5 }))
    .map(([words, end]) => words.map((word) => word + end)),
  { selector: ([first]) => first, maxLength: 12 },
);

test("ids are times that have passed, each once, and do not follow from the turn of the cards", () => {
  fc.assert(
    fc.property(deck, pairs, (others, alike) => {
      const names = [...new Set([...others, ...alike.flat()])];
      const ids = idsOf(names);
      expect(ids.size).toBe(names.length);
      expect(new Set(ids.values()).size).toBe(names.length);
      for (const id of ids.values()) expect(FIRST_MS <= id && id < FIRST_MS + 51 * DAY_MS).toBe(true);
      expect(idsOf(names.toReversed())).toEqual(ids);
    }),
  );
});

test("of two cards with one number the later one has the next, whatever other cards there are", () => {
  fc.assert(
    fc.property(deck, pairs, (others, alike) => {
      const ids = idsOf([...new Set([...others, ...alike.flat()])]);
      for (const pair of alike) {
        const [first = "", second = ""] = pair.toSorted(byCodeUnits);
        const alone = idsOf([first]).get(first as CardId) ?? 0;
        expect(idsOf([second]).get(second as CardId)).toBe(alone);
        expect([first, second].map((id) => ids.get(id as CardId))).toEqual([alone, alone + 1]);
      }
    }),
  );
});
