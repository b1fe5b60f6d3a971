import { cardIdsOf } from "../../../../src/store/database/key-ranges.ts";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { outsideText } from "../../../../src/core/outside-text.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type DecksControl, decksControl, readDeckEntries } from "../../../../src/session/options/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { deleteDatabase, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import "../../../support/gallery/browser-stub.ts";

const OWN = "my-deck" as DeckId;
/** It turns what stands beside it, and is longer than any title. */
const MISLEADING = `\u202ERemove ${"all ".repeat(300)}`;
const chapter = (id: string, startsOff = false) => ({ id, title: `Chapter ${id}`, startsOff, offeredWhen: null });

let under: BaseUnderTest;
let control: DecksControl;

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  under = await optionsUnderTest();
  const cards = [content("a", 0, { chapter: "one" }), content("b", 1, { chapter: "two" })];
  const bundled = deck(cards, "1", { chapters: [chapter("one"), chapter("two", true)] });
  await installDeck(under.db, bundled, scheduler, NOW);
  await installDeck(
    under.db,
    deck([content("c", 0, { deck: OWN })], "1", { id: OWN, title: MISLEADING }),
    scheduler,
    NOW,
    "own",
  );
  control = decksControl(under.base, await readDeckEntries(under.db));
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
});

const untilIdle = (): Promise<void> => vi.waitFor(() => expect(control.current().busy).toBe(false), { interval: 1 });
const entry = (id: DeckId) => control.current().decks.find((one) => one.id === id);
/** The facts that may be asked for as new ones, by name. */
const newFacts = async () =>
  (await readToday(under.db, NOW, () => 0)).newCards.map(({ fact }) => String(fact).split("/")[1]).sort();

describe("the decks of the options", () => {
  test("are listed with their chapters, as these start and as they are switched", async () => {
    expect(entry(TEST_DECK)).toMatchObject({
      own: false,
      on: true,
      chapters: [
        { id: "one", title: "Chapter one", on: true },
        { id: "two", on: false },
      ],
    });
    expect(entry(OWN)).toMatchObject({ own: true, on: true, title: outsideText(MISLEADING) });
    expect(await newFacts()).toEqual(["a", "c"]);
  });

  test("say how many cards each chapter has once they are counted, and which are offered later", async () => {
    const later = { ...chapter("two", true), offeredWhen: { chapters: ["one"], known: 0.5 } };
    const cards = [
      content("a", 0, { chapter: "one" }),
      content("b", 1, { chapter: "one" }),
      content("c", 2, { chapter: "two" }),
    ];
    await installDeck(under.db, deck(cards, "2", { chapters: [chapter("one"), later] }), scheduler, NOW);
    const first = (await readDeckEntries(under.db, { reach: false })).find(({ id }) => id === TEST_DECK);
    expect(first?.chapters.map((one) => one.cards)).toEqual([null, null]);
    await control.reload();
    expect(entry(TEST_DECK)?.chapters).toMatchObject([
      { cards: 2, isOffered: false },
      { cards: 1, isOffered: true },
    ]);
  });

  test("say which optional chapter is in reach, while it is off", async () => {
    const chapters = [
      chapter("one"),
      { ...chapter("two", true), offeredWhen: { chapters: ["one"], known: 0.5 } },
      { ...chapter("three", true), offeredWhen: { chapters: ["one", "two"], known: 0.6 } },
    ];
    const cards = [content("a", 0, { chapter: "one" }), content("b", 1, { chapter: "two" })];
    await installDeck(under.db, deck(cards, "2", { chapters }), scheduler, NOW);
    const ready = async () => {
      await control.reload();
      return entry(TEST_DECK)?.chapters.map((one) => one.ready);
    };
    expect(await ready()).toEqual([false, false, false]);
    await grade(under.db, await get(under.db, forward("a")), 4, NOW);
    expect(await ready()).toEqual([false, true, false]);
    control.onSwitch(TEST_DECK, "two", true);
    await untilIdle();
    expect(await ready()).toEqual([false, false, false]);
  });

  test("are asked for by chapter, and announced to the other pages", async () => {
    control.onSwitch(TEST_DECK, "two", true);
    await untilIdle();
    expect(entry(TEST_DECK)?.chapters.map(({ on }) => on)).toEqual([true, true]);
    expect(await newFacts()).toEqual(["a", "b", "c"]);
    control.onSwitch(TEST_DECK, "one", false);
    await untilIdle();
    expect(await newFacts()).toEqual(["b", "c"]);
    expect(under.announce).toHaveBeenCalledTimes(2);
  });

  test("lose nothing while they are off, and their chapters keep their own switches", async () => {
    await grade(under.db, await get(under.db, forward("a")), 3, NOW - 1000);
    const { state } = await get(under.db, forward("a"));
    // One of its chapters starts off: the deck is whole without it.
    control.onPressDeck(TEST_DECK);
    await untilIdle();
    expect(entry(TEST_DECK)).toMatchObject({ on: false, chapters: [{ on: true }, { on: false }] });
    expect((await readToday(under.db, NOW, () => 0)).learning).toEqual([]);
    control.onPressDeck(TEST_DECK);
    await untilIdle();
    const { learning } = await readToday(under.db, NOW, () => 0);
    expect(learning).toMatchObject([{ id: forward("a"), state }]);
    expect(await newFacts()).toEqual(["c"]);
  });

  test("whose chapters were switched off one by one come back by the deck's own box", async () => {
    control.onSwitch(TEST_DECK, "one", false);
    await untilIdle();
    expect(await newFacts()).toEqual(["c"]);
    control.onPressDeck(TEST_DECK);
    await untilIdle();
    expect(entry(TEST_DECK)).toMatchObject({ on: true, chapters: [{ on: true }, { on: false }] });
    expect(await newFacts()).toEqual(["a", "c"]);
  });

  test("of the user's own can be removed; their history is kept and their copies follow", async () => {
    const [card] = await under.db.getAll("states", cardIdsOf(OWN));
    if (!card) throw new Error("the deck has no card");
    await grade(under.db, card, 4, NOW);
    control.onRemove(OWN);
    await untilIdle();
    expect(entry(OWN)).toBeUndefined();
    expect(await under.db.getAll("states", cardIdsOf(OWN))).toEqual([]);
    expect(await wholeLog(under.db)).toMatchObject([{ kind: "review", card: card.id }]);
    expect(under.copyAll).toHaveBeenCalledTimes(1);
  });

  test("that came with the extension stay", async () => {
    control.onRemove(TEST_DECK);
    await untilIdle();
    expect(entry(TEST_DECK)).toBeDefined();
  });

  test("stay as they are where a switch cannot be saved, and say why", async () => {
    const full = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    control.onSwitch(TEST_DECK, "one", false);
    await untilIdle();
    full.mockRestore();
    expect(control.current().error).toBe(t("trouble_diskFull"));
    expect(entry(TEST_DECK)?.chapters[0]?.on).toBe(true);
    expect(under.announce).not.toHaveBeenCalled();
  });
});
