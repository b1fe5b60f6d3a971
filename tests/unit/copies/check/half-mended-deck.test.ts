/** A deck of the user's own of which something is lost never takes the place of its whole copy, whenever the check is ended. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkSome } from "../../../../src/copies/check/check.ts";
import { readDeckFile } from "../../../../src/copies/place/deck-file.ts";
import { decksIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { keepPosition } from "../../../../src/store/database/local.ts";
import { readDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { forward, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck } from "../../../support/samples/cards.ts";

/** Two steps of the check, and one more for the lists. */
const CARDS = 250;
const OWN = deck(
  Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i)),
  "1",
);
let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  await installDeck(db, OWN, scheduler, NOW, "own");
});
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  // Each step ends as soon as it may.
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
});
afterEach(() => vi.restoreAllMocks());

const check = (goOn: (mended: boolean) => boolean) =>
  checkSome({ db, place: files, decks: NO_DECKS, scheduler, read: new Map() }, "check", goOn);
const loseCard = (name: string) => db.delete("contents", forward(name));

async function loseListItem(): Promise<void> {
  const [row] = await db.getAll("parts");
  if (!row) throw new Error("the deck has no lists");
  await db.delete("parts", [row.deck, row.part, row.id]);
}

/** As a browser's damage leaves it: the row is there, and says something else. */
async function spoilCard(name: string): Promise<void> {
  const row = await db.get("contents", forward(name));
  if (!row) throw new Error("no such card");
  await db.put("contents", { ...row, heading: "" });
}

async function copied(): Promise<number[]> {
  const all = await Promise.all(decksIn(await files.list()).map((file) => readDeckFile(files, file)));
  return all.map((one) => one?.cards.length ?? 0);
}

test.each([
  ["a list and a card of the second step", loseListItem, () => loseCard("f99")],
  ["a card of each step", () => loseCard("f1"), () => loseCard("f99")],
  ["a list, and a card is spoilt", loseListItem, () => spoilCard("f99")],
])("lost: %s; a copy that is made between two steps of the check stays whole", async (_, one, two) => {
  await replicate(db, files);
  await one();
  await two();
  // Ended after the step that mends something, as where the time is up.
  expect(await check((mended) => !mended)).toBeNull();
  await replicate(db, files);
  expect(await copied()).toEqual([CARDS]);
  expect(await check(() => true)).toMatchObject({ found: { content: 2 }, mended: { content: 2 } });
  await replicate(db, files);
  const file = await readDeckFile(files, { name: decksIn(await files.list())[0]?.name ?? "", id: OWN.id });
  expect([await readDeck(db, OWN.id), file]).toEqual([OWN, OWN]);
});

test("where a newer deck of the same version lost a card before it was copied, the copy of the older one stays", async () => {
  await replicate(db, files);
  await installDeck(db, OWN, scheduler, NOW + 1, "own", () => true);
  await loseCard("f99");
  expect((await replicate(db, files)).deckFailure).toEqual(
    new Error(`the deck ${OWN.id} is not whole here, and is not copied`),
  );
  expect(await copied()).toEqual([CARDS]);
  // Nor is it taken for the newer one.
  expect(await check(() => true)).toMatchObject({ found: { content: 1 }, mended: { content: 0 } });
});

test.each([true, false])(
  "of one that lost a card before any copy was made (told by counts: %s) the rest is copied",
  async (counted) => {
    const row = await db.get("decks", OWN.id);
    if (!row) throw new Error("no deck");
    const { holds: _, ...asBefore } = row;
    if (!counted) await db.put("decks", asBefore);
    await loseCard("f99");
    for (let i = 0; i < 2; i++) expect((await replicate(db, files)).deckFailure).toBeInstanceOf(Error);
    expect(await copied()).toEqual([CARDS - 1]);
    expect(await check(() => true)).toMatchObject({ found: { content: 1 }, mended: { content: 0 } });
    const lost = OWN.cards.find(({ id }) => id === forward("f99"));
    if (lost) await db.put("contents", lost);
    expect((await replicate(db, files)).deckFailure).toBeNull();
    expect(await copied()).toEqual([CARDS]);
  },
);

test("a damaged file of a deck that is not whole is not said to be mended", async () => {
  await replicate(db, files);
  await loseCard("f99");
  for (const [name, bytes] of files.content) if (name.startsWith("deck-")) files.content.set(name, bytes.slice(0, 30));
  expect(await check(() => true)).toMatchObject({ found: { content: 1, copy: 1 }, mended: { content: 0, copy: 0 } });
  expect(await copied()).toEqual([CARDS - 1]);
});

test("a deck that comes back from its copy can be mended from it at once", async () => {
  await replicate(db, files);
  for (const store of ["decks", "contents", "parts"] as const) await db.clear(store);
  await keepPosition(db, `deck-written/${OWN.id}`, null);
  // Ended before it would be written again.
  await replicate(db, files, { give: false });
  await loseCard("f99");
  expect(await check(() => true)).toMatchObject({ mended: { content: 1 } });
});
