/** A package of Anki on its way through the worker: what its preview counts, and how it tells where it stands. */
import "fake-indexeddb/auto";
import { unzipSync, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import messages from "../../../src/_locales/en/messages.json" with { type: "json" };
import type { Deck } from "../../../src/core/deck/deck.ts";
import { makeSuspend } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { writeAnkiPackage } from "../../../src/exchange/anki/write-package.ts";
import { MOST_BACKUP_BYTES } from "../../../src/exchange/backup/backup-format.ts";
import { cardRows } from "../../../src/exchange/tables/table-cards.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { setMark, setWording } from "../../../src/store/settings/set-own.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { keepRest, lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { LABELS } from "../../anki/labels.ts";
import { deleteDatabase, FIVE, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { quietly, stopAt } from "../../support/files/bringing.ts";
import { packageOf, sql } from "../../support/files/collections.ts";
import { deck, TEST_DECK } from "../../support/samples/cards.ts";

let db: Database;

async function start(cards: typeof FIVE, more: Partial<Deck> = {}): Promise<void> {
  await deleteDatabase();
  db = await openDatabase();
  await installDeck(db, deck(cards, "1", more), scheduler, NOW);
}

/** What was studied as a package, whose reviews are of the cards a (two), b and c. */
async function packaged(): Promise<Blob> {
  for (const [i, name] of ["a", "b", "c", "a"].entries())
    await grade(db, await get(db, forward(name)), 3, NOW + i * 600_000);
  return new Blob([new Uint8Array(await writeAnkiPackage(await readStudyData(db), LABELS))]);
}

/** In which queue of Anki the card of each fact stands. */
async function queuesOf(file: Blob): Promise<Record<string, unknown>> {
  const collection = new sql.Database(unzipSync(new Uint8Array(await file.arrayBuffer()))["collection.anki2"]);
  const [found] = collection.exec("SELECT guid, queue FROM cards JOIN notes ON notes.id = nid ORDER BY guid");
  collection.close();
  return Object.fromEntries((found?.values ?? []).map(([guid, queue]) => [String(guid).split("/").at(-2), queue]));
}

/** The package once its collection was changed. */
async function changed(file: Blob, ...statements: readonly string[]): Promise<Blob> {
  const collection = new sql.Database(unzipSync(new Uint8Array(await file.arrayBuffer()))["collection.anki2"]);
  for (const statement of statements) collection.run(statement);
  const bytes = collection.export();
  collection.close();
  return packageOf(bytes);
}

const spaces = (bytes: number): Blob => new Blob([new Uint8Array(bytes).fill(32)]);

/** A package with so many more bytes before its table of contents, as files that nobody reads would take. */
async function swollen(file: Blob, more: number): Promise<Blob> {
  const start = (await directoryOf(file)) + more;
  const media = new Array<Blob>(100).fill(spaces(Math.ceil(more / 100)));
  const parts = [file.slice(0, start - more), new Blob(media).slice(0, more), file.slice(start - more)];
  return startingAt(new Blob(parts), start);
}

const START_FROM_END = 6;
const directoryOf = async (zip: Blob): Promise<number> =>
  new DataView(await zip.slice(-START_FROM_END).arrayBuffer()).getUint32(0, true);

/** An archive that says that its table of contents begins there. */
const startingAt = (zip: Blob, start: number): Blob =>
  new Blob([zip.slice(0, -START_FROM_END), Uint32Array.of(start), zip.slice(-2)]);

describe("a package of Anki", () => {
  beforeEach(() => start(FIVE));
  afterEach(() => db.close());

  test("whose cards are here is known as a whole", async () => {
    const { preview } = await inspectFile(db, await packaged(), quietly);
    expect(preview).toMatchObject({ added: 0, known: 4, leftOut: { reviews: 0, cards: 0 } });
  });

  test("that was taken back in part comes again once the rest is kept, and brings what was taken back", async () => {
    const file = await packaged();
    db.close();
    await start(FIVE);
    const merging = { mode: "merge", withSettings: false } as const;
    const bring = async () => restore(db, await inspectFile(db, file, quietly), merging, quietly);
    const counted = async () => (await db.getAll("states")).reduce((sum, { state }) => sum + state.reviews, 0);
    expect(await bring()).toMatchObject({ added: 4, known: 0 });
    await expect(takeBack(db, stopAt(3), 1)).rejects.toThrow("the page was closed");
    const left = await counted();
    expect([1, 2, 3]).toContain(left);
    await expect(bring()).rejects.toMatchObject({ problem: { key: "backup_lastInPart" } });
    expect(await counted()).toBe(left);
    await keepRest(db, (await lastRestore(db))?.atMs ?? 0);
    expect(await bring()).toMatchObject({ added: 4 - left, known: left });
    await takeBack(db, quietly, 1);
    expect([await counted(), await lastRestore(db)]).toEqual([left, null]);
  });

  test.each(["deck.apkg", "export/everything.colpkg"])(
    "that a program for mail has packed as %s is opened",
    async (name) => {
      const inner = new Uint8Array(await (await packaged()).arrayBuffer());
      const zipped = new Blob([new Uint8Array(zipSync({ "__MACOSX/._x": new Uint8Array(3), [name]: inner }))]);
      const { preview } = await inspectFile(db, zipped, quietly);
      expect(preview).toMatchObject({ origin: "anki", added: 0, known: 4 });
      const twice = new Blob([new Uint8Array(zipSync({ [name]: new Uint8Array(await zipped.arrayBuffer()) }))]);
      await expect(inspectFile(db, twice, quietly)).rejects.toMatchObject({ problem: { key: "anki_notPackage" } });
    },
  );

  describe("of a whole collection, with its media", () => {
    test("is read whatever its size, for nearly all of it is media", async () => {
      const file = await swollen(await packaged(), 671_000_000);
      expect(file.size).toBeGreaterThan(MOST_BACKUP_BYTES);
      const { preview } = await inspectFile(db, file, quietly);
      expect(preview).toMatchObject({ origin: "anki", added: 0, known: 4 });
    });

    test("is refused with what to do where it is more than 4 GB; only a backup is called one", async () => {
      // Where it begins is told elsewhere then.
      const beyond = startingAt(await packaged(), 0xff_ff_ff_ff);
      await expect(inspectFile(db, beyond, quietly)).rejects.toMatchObject({ problem: { key: "anki_tooLarge" } });
      expect(messages.anki_tooLarge.message).toContain("only Osteon’s deck as .apkg, without media");
      const backup = new Blob(new Array<Blob>(10).fill(spaces(MOST_BACKUP_BYTES / 10 + 1)));
      await expect(inspectFile(db, backup, quietly)).rejects.toMatchObject({ problem: { key: "backup_tooLarge" } });
    });
  });

  describe("of chapters that are switched off", () => {
    beforeEach(async () => {
      db.close();
      const chapters = ["on", "off", "later"].map((id) => {
        return { id, title: id, startsOff: id === "later", offeredWhen: null };
      });
      const in5 = ["on", "off", "off", "later", "on"];
      await start(
        FIVE.map((card, i) => ({ ...card, chapter: in5[i] ?? "" })),
        { chapters },
      );
      await setSwitch(db, TEST_DECK, "off", false, () => maker(NOW - 5000));
    });

    test("has their new cards suspended; what was begun goes on, and a blank deck is whole", async () => {
      await grade(db, await get(db, forward("b")), 4, NOW);
      const file = await exportFile(db, { format: "anki", labels: LABELS }, quietly);
      expect(await queuesOf(file)).toEqual({ a: 0, b: 2, c: -1, d: -1, e: 0 });
      const blank = await exportFile(db, { format: "blankAnki", deck: TEST_DECK, labels: LABELS }, quietly);
      expect(Object.values(await queuesOf(blank))).toEqual([0, 0, 0, 0, 0]);
      await setSwitch(db, TEST_DECK, null, false, () => maker(NOW - 4000));
      const all = await exportFile(db, { format: "anki", labels: LABELS }, quietly);
      expect(await queuesOf(all)).toEqual({ a: -1, b: 2, c: -1, d: -1, e: -1 });
    });

    test("suspends nothing when it comes back", async () => {
      await grade(db, await get(db, forward("b")), 4, NOW);
      const file = await exportFile(db, { format: "anki", labels: LABELS }, quietly);
      db.close();
      await start(FIVE);
      const chosen = await inspectFile(db, file, quietly);
      expect(chosen.preview.addedOfKind).toEqual({ review: 1 });
      await restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
      expect((await get(db, forward("c"))).state.suspended).toBeUndefined();
    });
  });

  describe("in which cards were changed by hand", () => {
    const TIMES = { a: NOW + 3600_000, d: NOW + 3600_000 };
    const dueBy = (name: "a" | "d", factor = 2500): string =>
      `INSERT INTO revlog SELECT ${TIMES[name]}, cards.id, -1, 0, 9, 0, ${factor}, 0, 4 FROM cards
       JOIN notes ON nid = notes.id WHERE guid LIKE '%/${name}/%'`;
    const queued = (name: string, queue: number): string =>
      `UPDATE cards SET queue = ${queue} WHERE nid IN (SELECT id FROM notes WHERE guid LIKE '%/${name}/%')`;
    const suspended = queued("b", -1);
    const answered = `INSERT INTO revlog SELECT id + 7200000, cid, -1, 3, 9, 9, 2500, 3000, 1 FROM revlog WHERE type = 4`;

    test.each<[string, readonly string[], number]>([
      ["none", [], 0],
      ["one with a due day", [dueBy("a")], 1],
      ["one with a due day that was new", [dueBy("d")], 1],
      ["one that was forgotten", [dueBy("a", 0)], 0],
      ["one with a due day that was answered since", [dueBy("a"), answered], 0],
      ["one that is suspended", [suspended], 1],
      ["one that is buried", [queued("c", -3)], 1],
      ["one that waits as a sibling", [queued("c", -2)], 0],
      ["several, one of them in two ways", [dueBy("a"), queued("a", -1), suspended, queued("c", -3)], 3],
    ])("counts them: %s", async (_, changes, byHand) => {
      const file = await changed(await packaged(), ...changes);
      expect((await inspectFile(db, file, quietly)).preview).toMatchObject({ known: 4, byHand });
    });

    test("counts none that stands so here, is off and new here, or is not here", async () => {
      const file = await changed(await packaged(), ...["a", "b", "d"].map((name) => queued(name, -1)));
      const count = async (): Promise<number> => (await inspectFile(db, file, quietly)).preview.byHand;
      expect(await count()).toBe(3);
      await merge(db, [makeSuspend(await get(db, forward("a")), true, maker(NOW + DAY_MS))], scheduler);
      expect(await count()).toBe(2);
      // Of what is off only the new one went to Anki suspended.
      await setSwitch(db, TEST_DECK, null, false, () => maker(NOW - 5000));
      expect(await count()).toBe(1);
      db.close();
      await start(FIVE.slice(2, 3));
      expect(await count()).toBe(0);
    });
  });

  test("with a star and words of one's own brings the star, once, and no words; a blank deck has neither", async () => {
    await grade(db, await get(db, forward("a")), 3, NOW - DAY_MS);
    await setMark(db, await get(db, forward("a")), true, () => maker(NOW - 5000));
    const wording = { question: "Own?", answer: null, note: null };
    await setWording(db, await get(db, forward("a")), wording, () => maker(NOW - 4000));
    const file = await packaged();
    const cardOf = async (own: boolean) =>
      (await readStudyData(db, { log: false, own })).cards.find(({ id }) => id === forward("a"));
    expect(await cardOf(true)).toMatchObject({ isMarked: true, content: { front: [{ text: "Own?" }] } });
    expect(await cardOf(false)).toMatchObject({ isMarked: false, content: { front: [{ text: "What is a?" }] } });
    expect((await inspectFile(db, file, quietly)).preview).toMatchObject({ added: 0, known: 5 });
    db.close();
    await start(FIVE);
    const chosen = await inspectFile(db, file, quietly);
    expect(chosen.preview).toMatchObject({ added: 6, addedOfKind: { review: 5, mark: 1 } });
    await restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
    expect(await cardOf(true)).toMatchObject({ isMarked: true, content: { front: [{ text: "What is a?" }] } });
    expect((await inspectFile(db, file, quietly)).preview).toMatchObject({ added: 0, known: 5 });
  });

  test("is not needed for the table of cards, which has their states and words without a look at the log", async () => {
    await packaged();
    const wording = { question: "Own?", answer: null, note: null };
    await setWording(db, await get(db, forward("a")), wording, () => maker(NOW + DAY_MS));
    const { events: _, ...whole } = await readStudyData(db);
    const read = await readStudyData(db, { log: false });
    expect([...cardRows({ ...read, now: whole.now })]).toEqual([...cardRows({ ...whole, events: [] })]);
    const file = await exportFile(db, { format: "cards", separator: "," }, quietly);
    expect(await file.text()).toContain("Own?");
    expect(read.events).toEqual([]);
  });

  test("with cards that no deck here has says how many of its reviews are left out, and calls none of them known", async () => {
    const file = await packaged();
    db.close();
    await start(FIVE.slice(1, 2));
    const chosen = await inspectFile(db, file, quietly);
    expect(chosen.preview).toMatchObject({
      origin: "anki",
      added: 1,
      known: 0,
      replace: null,
      leftOut: { reviews: 3, cards: 2 },
    });
    expect(await restore(db, chosen, { mode: "merge", withSettings: false }, quietly)).toMatchObject({ added: 1 });
    const again = await inspectFile(db, file, quietly);
    expect(again.preview).toMatchObject({ added: 0, known: 1, leftOut: { reviews: 3, cards: 2 } });
  });

  test("tells how far it has come", async () => {
    const seen: [number, number][] = [];
    await inspectFile(db, await packaged(), ({ done, total }) => seen.push([done, total]));
    expect(seen.at(0)).toEqual([0, 0]);
    expect(seen.at(-1)).toEqual([4, 4]);
  });
});
