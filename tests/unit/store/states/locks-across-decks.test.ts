/** Cards that wait for facts of other decks: whatever comes, goes and is answered, each lock is what the rows say. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { total } from "../../../../src/copies/check/findings.ts";
import type { CardContent } from "../../../../src/core/deck/deck.ts";
import { type CardId, cardId, type DeckId } from "../../../../src/core/ids.ts";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { makeReset, makeReview } from "../../../../src/core/log/make-event.ts";
import { MINUTE_MS } from "../../../../src/core/time/study-day.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { append } from "../../../../src/store/writing/append.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import {
  deleteDatabase,
  foldsToItself,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { answerOf } from "../../../support/database/histories.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { card, content, deck, fact } from "../../../support/samples/cards.ts";

const DECKS = ["one", "two"] as readonly string[] as readonly DeckId[];
const FACTS = DECKS.flatMap((of) => ["a", "b"].map((name) => fact(name, of)));
const TEMPLATES = ["forward", "choice"];
const IDS = FACTS.flatMap((one) => TEMPLATES.map((template) => cardId(one, template)));

/** A version of a deck: it has some of all cards, and each may wait for facts of any deck. */
const version = (of: DeckId): fc.Arbitrary<CardContent[]> => {
  const card = fc.record({
    name: fc.constantFrom("a", "b"),
    template: fc.constantFrom(...TEMPLATES),
    unlockedBy: fc.uniqueArray(fc.constantFrom(...FACTS), { maxLength: 2 }),
  });
  const cards = fc.uniqueArray(card, { selector: ({ name, template }) => `${name}/${template}`, minLength: 1 });
  return cards.map((all) => all.map(({ name, ...more }, i) => content(name, i, { ...more, deck: of })));
};

type Step =
  | { readonly kind: "install"; readonly of: DeckId; readonly cards: readonly CardContent[] }
  | { readonly kind: "remove" | "switch"; readonly of: DeckId }
  | { readonly kind: "grade"; readonly card: number; readonly rating: Rating }
  | { readonly kind: "merge"; readonly id: CardId; readonly rating: Rating }
  | { readonly kind: "reset"; readonly card: number }
  | { readonly kind: "undo" };
const installing = (of: DeckId): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constant("install"), of: fc.constant(of), cards: version(of) });
const deckOfAll = fc.constantFrom(...DECKS);
const rating = fc.constantFrom<Rating>(1, 3, 4);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: deckOfAll.chain(installing) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("remove", "switch"), of: deckOfAll }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("grade"), card: fc.nat(7), rating }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("merge"), id: fc.constantFrom(...IDS), rating }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reset"), card: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "undo" }) },
);
const history = fc
  .tuple(...DECKS.map(installing), fc.array(step, { minLength: 1, maxLength: 15 }))
  .map((all) => all.flat());

async function take(db: Database, step: Step, nowMs: number): Promise<void> {
  const by = () => maker(nowMs);
  const rows = await db.getAll("states");
  const row = "card" in step ? rows[step.card % rows.length] : undefined;
  switch (step.kind) {
    case "install":
      await installDeck(db, deck(step.cards, String(nowMs), { id: step.of }), scheduler, nowMs, "own");
      return;
    case "remove":
      await removeDeck(db, step.of);
      return;
    case "switch":
      await setSwitch(db, step.of, "chapter", nowMs % 2 === 0, by);
      return;
    case "grade":
      if (row) await grade(db, row, step.rating, nowMs);
      return;
    case "merge":
      await merge(db, [answeredElsewhere(step, nowMs)], scheduler);
      return;
    case "reset":
      if (row) await append(db, row, scheduler, by, (stored) => makeReset(stored, by()));
      return;
    case "undo":
      await undo(db, nowMs);
  }
}

/** By another device, on which other decks may be installed. */
function answeredElsewhere(
  { id, rating }: { readonly id: CardId; readonly rating: Rating },
  nowMs: number,
): ReviewEvent {
  const by = maker(nowMs, OTHER_DEVICE);
  const entry = { ...card("a"), id };
  return makeReview(entry, answerOf(id, entry.state, rating, by.now, scheduler), by);
}

test("a card waits again once the deck is removed that its fact was known from, until that comes back", async () => {
  await deleteDatabase();
  const db = await openDatabase();
  const [one, two] = DECKS as readonly [DeckId, DeckId];
  const first = content("a", 0, { deck: one });
  const install = (id: DeckId, card: CardContent) => installDeck(db, deck([card], "1", { id }), scheduler, NOW, "own");
  const waits = content("b", 0, { deck: two, unlockedBy: [first.fact] });
  const isLocked = async (): Promise<boolean> => (await get(db, waits.id)).locked;
  try {
    await install(one, first);
    await install(two, waits);
    await grade(db, await get(db, first.id), 3);
    expect(await isLocked()).toBe(false);
    await removeDeck(db, one);
    expect(await isLocked()).toBe(true);
    await install(one, first);
    expect(await isLocked()).toBe(false);
  } finally {
    db.close();
  }
});

const check = (db: Database) => checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });

test("a card waits as long as no card of its fact was answered right, in whatever deck", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (all) => {
      await deleteDatabase();
      const db = await openDatabase();
      try {
        let nowMs = NOW;
        for (const one of all) {
          nowMs += 10 * MINUTE_MS + 1;
          await take(db, one, nowMs);
          await foldsToItself(db);
          expect(total((await check(db)).found)).toBe(0);
        }
      } finally {
        db.close();
      }
    }),
    { numRuns: 100 },
  );
}, 120_000);
