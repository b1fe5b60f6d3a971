/** The table of all cards as it is kept: what it spares, when it is believed, and when there is none. */
import { expect, test } from "vitest";
import { examine } from "../../../../src/copies/record/health.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { cardTables } from "../../../../src/store/card-table/card-table.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import {
  fillWithMany,
  KEYS,
  keepTable,
  MANY,
  ofEach,
  readAnew,
  tryToKeep,
} from "../../../support/database/many-cards.ts";
import { fromRows, tableOf, unlogged } from "../../../support/database/tables-and-rows.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck, fact } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
  return fillWithMany(db);
});

test("spares the reading of all cards but those to which something has happened since", async () => {
  const before = (await readAnew(db)).read;
  expect(before).toBeGreaterThan(MANY.length);
  await keepTable(db);
  await grade(db, await get(db, forward("b")), 1, NOW + 1000);
  await grade(db, await get(db, forward("a")), 1, NOW + DAY_MS);
  expect((await readAnew(db)).read).toBeLessThan(20);
  expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
});

test("is written again only where much has happened since", async () => {
  await keepTable(db);
  const keepAgain = async () => {
    const tables = cardTables(db);
    await tables.read();
    return countRows(tables.keep);
  };
  await grade(db, await get(db, forward("b")), 1, NOW + 1000);
  expect((await keepAgain()).written).toBe(0);
  await merge(db, ofEach(150), scheduler);
  expect((await keepAgain()).written).toBe(2);
  expect((await readAnew(db)).read).toBeLessThan(20);
  expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
});

test("is not asked after a file has brought more than is worth it", async () => {
  await keepTable(db);
  await merge(db, ofEach(1100), scheduler);
  expect((await readAnew(db)).read).toBeGreaterThan(MANY.length);
  expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
});

test("is thrown away where a byte of it is another one, or it has another form", async () => {
  await keepTable(db);
  const right = (await fromRows(db)).states;
  const damages: ((cards: Kept, states: Kept) => void)[] = [
    ({ head }) => flip(head),
    ({ names }) => flip(names),
    ({ places }) => flip(places),
    (_, { numbers }) => flip(numbers),
    (_, states) => Object.assign(states, { numbers: states.numbers?.slice(8) }),
    (_, states) => Object.assign(states, { hash: 5 }),
    ...[undefined, null, "1", Number.NaN, 1.5, -3, 0].map(
      (place) => (_: Kept, states: Kept) => void Object.assign(states, { place }),
    ),
    (_, states) => Object.assign(states, { unlogged: null }),
    (cards) => Object.assign(cards, { names: "a text" }),
    // As an older version wrote it.
    (cards) => Object.assign(cards, { head: undefined }),
  ];
  for (const damage of damages) {
    const [cards, states] = await Promise.all(KEYS.map(async (key) => (await db.get("local", key))?.value as Kept));
    if (!cards || !states) throw new Error("nothing is kept");
    const [spoiltCards, spoiltStates] = [structuredClone(cards), structuredClone(states)];
    damage(spoiltCards, spoiltStates);
    await put(spoiltCards, spoiltStates);
    expect((await readAnew(db)).read).toBeGreaterThan(MANY.length);
    expect((await tableOf(cardTables(db))).states).toEqual(right);
    await put(cards, states);
    expect((await readAnew(db)).read).toBeLessThan(20);
  }
});

test("does not outlive a check, nor the cards that were many", async () => {
  await keepTable(db);
  await examine(db, null, NO_DECKS, NOW);
  expect(await db.getAllKeys("local", IDBKeyRange.bound(...KEYS))).toEqual([]);
  await keepTable(db);
  await installDeck(db, deck(FIVE, "2"), scheduler, NOW);
  await tryToKeep(db);
  expect(await db.getAllKeys("local", IDBKeyRange.bound(...KEYS))).toEqual([]);
});

test("is not kept where a deck came while it was written, nor believed afterwards", async () => {
  const tables = cardTables(db);
  await tables.read();
  await unlogged.bring(db);
  await tables.keep();
  expect(await db.getKey("local", KEYS[1])).toBeUndefined();
  await keepTable(db);
  await unlogged.remove(db);
  expect((await readAnew(db)).read).toBeGreaterThan(MANY.length);
});

test("is not believed once an older version has moved cards, which leaves no mark", async () => {
  for (const move of [unlogged.bring, unlogged.remove, unlogged.refold, unlogged.refoldBack]) {
    await keepTable(db);
    const before = await tableOf(cardTables(db));
    const mark = await db.get("local", "unlogged");
    await move(db);
    if (mark) await db.put("local", mark);
    const right = await fromRows(db);
    expect(right).not.toEqual(before);
    expect(await tableOf(cardTables(db))).toEqual(right);
  }
});

test("is none where the id of a card does not begin with that of its fact", async () => {
  const row = await get(db, forward("a"));
  await db.put("states", { ...row, fact: fact("another") });
  await tryToKeep(db);
  expect(await db.getKey("local", KEYS[1])).toBeUndefined();
});

test("is none where an id is no text that bytes can say", async () => {
  await installDeck(db, deck([...FIVE, ...MANY, content("half-\ud83d", 9)], "2"), scheduler, NOW);
  await tryToKeep(db);
  expect(await db.getKey("local", KEYS[1])).toBeUndefined();
});

test("is none where the cards are few", async () => {
  await installDeck(db, deck(FIVE, "2"), scheduler, NOW);
  await tryToKeep(db);
  expect(await db.getKey("local", KEYS[1])).toBeUndefined();
});

interface Kept {
  readonly head?: Uint8Array;
  readonly names?: Uint8Array;
  readonly places?: Uint8Array;
  readonly numbers?: Uint8Array;
}
const put = (...values: readonly Kept[]) =>
  Promise.all(values.map((value, i) => db.put("local", { key: KEYS[i] as string, value })));
function flip(bytes: Uint8Array | undefined): void {
  if (bytes) bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
}
