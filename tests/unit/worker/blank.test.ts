/** A deck to hand on says nothing of who studied it. */
import { unzipSync } from "fflate";
import initSqlJs, { type Database as Sqlite } from "sql.js";
import { afterEach, describe, expect, test, vi } from "vitest";
import { blankRows } from "../../../src/exchange/tables/blank.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { LABELS } from "../../anki/labels.ts";
import { countRows } from "../../support/database/count-rows.ts";
import { FIVE, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../support/samples/cards.ts";
import { SMALL_STUDY } from "../../support/samples/small-study.ts";

const quietly = (): void => {};
const beyond = content("beyond", 9, { heading: null });
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  await installDeck(db, deck([...FIVE, beyond]), scheduler, NOW);
});
afterEach(() => vi.useRealTimers());

async function study(): Promise<void> {
  for (const [i, name] of ["a", "b", "c", "a"].entries())
    await grade(db, await get(db, forward(name)), ((i % 4) + 1) as 1, NOW + i * 600_000);
  await saveSetting(db, "newPerDay", 31, () => maker());
}

const blankPackage = () => exportFile(db, { format: "blankAnki", deck: TEST_DECK, labels: LABELS }, quietly);
async function opened(file: Blob): Promise<Sqlite> {
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  return new (await initSqlJs()).Database(files["collection.anki2"]);
}
const rows = (collection: Sqlite, query: string): unknown[][] => collection.exec(query)[0]?.values ?? [];

test("what was studied is not read for it", async () => {
  const file = () => exportFile(db, { format: "blankTable", deck: TEST_DECK }, quietly);
  const { read } = await countRows(file);
  await study();
  // The setting that was changed, before the cards and behind them the last place of the log, and none of the five events.
  expect((await countRows(file)).read).toBe(read + 3);
});

describe("a blank package for Anki", () => {
  test("holds each card of the source as a new one, in its order, and no review", async () => {
    await study();
    const collection = await opened(await blankPackage());
    expect(rows(collection, "SELECT count(*) FROM revlog")).toEqual([[0]]);
    const cards = rows(
      collection,
      "SELECT guid, type, queue, due, ivl, reps, lapses, left, cards.data FROM cards JOIN notes ON notes.id = nid ORDER BY due",
    );
    expect(cards).toEqual(FIVE.map(({ id, order }) => [`osteon:${id}`, 0, 0, order + 1, 0, 0, 0, 0, "{}"]));
  });

  test("is the same to the byte whoever saves it at that moment", async () => {
    const files = async () => unzipSync(new Uint8Array(await (await blankPackage()).arrayBuffer()));
    const before = await files();
    await study();
    vi.setSystemTime(NOW);
    expect(await files()).toEqual(before);
  });

  test("names its source and its licence", async () => {
    const [[decks] = []] = rows(await opened(await blankPackage()), "SELECT decks FROM col");
    expect(String(decks)).toContain("Source (Author, Publisher)<br>CC BY 4.0<br>For the tests.");
  });
});

describe("a blank table", () => {
  const table = async () => (await exportFile(db, { format: "blankTable", deck: TEST_DECK }, quietly)).text();

  test("has a row for each card of the source, and the same rows whatever was studied", async () => {
    const before = await table();
    await study();
    expect(await table()).toBe(before);
    const lines = before.trim().split("\r\n");
    expect(lines).toHaveLength(1 + FIVE.length);
    expect(lines[0]).toMatch(/^\uFEFF?card,chapter,type,question,/);
    expect(lines[1]).toContain("What is a?,,It is a.,");
    expect(before).not.toContain(beyond.id);
  });

  test("names a choice's options in an order that does not tell which is right", () => {
    const options = ["zinc", "iron"].map((word, i) => ({
      text: [{ kind: "text" as const, text: word }],
      correct: i === 0,
      why: [],
    }));
    const choice = content("which", 0, { type: "choice", options } as object);
    const [card] = SMALL_STUDY.cards;
    const [head] = SMALL_STUDY.decks;
    if (!card || !head) throw new Error("there is no card");
    const [, row] = [...blankRows({ decks: [head], cards: [{ ...card, content: choice }] })];
    expect(row).toContain("iron / zinc");
  });
});
