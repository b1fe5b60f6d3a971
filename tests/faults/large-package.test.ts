/** A package of Anki with more reviews than a call takes arguments: whoever spreads a list into a call throws there. */
import { expect, test } from "vitest";
import { whyNotReadBack } from "../../src/exchange/anki/read-back.ts";
import { readAnkiPackage } from "../../src/exchange/anki/read-package.ts";
import { writeAnkiPackage } from "../../src/exchange/anki/write-package.ts";
import { LABELS } from "../anki/labels.ts";
import { randomHistory } from "../anki/random-history.ts";
import { NOW } from "../support/database/db-steps.ts";
import { reviews } from "../support/database/long-log.ts";
import { card, deck } from "../support/samples/cards.ts";
import { LONG } from "./long.ts";

const MANY = LONG ? 1_000_000 : 130_000;
const MINUTES = 60_000;

test("a package of very many reviews is written, and read back", { timeout: 20 * MINUTES }, async () => {
  const data = {
    ...randomHistory({ seed: 3, cards: 1, reviewsPerCard: 1, nowMs: NOW, offsetAt: () => 60 }),
    decks: [deck([])],
    cards: ["a", "b", "c", "d", "e"].map((name) => card(name)),
    events: reviews(MANY),
  };
  const file = new Blob([new Uint8Array(await writeAnkiPackage(data, LABELS))]);
  expect(await whyNotReadBack(file)).toBeNull();
  const back = await readAnkiPackage(file);
  expect("problem" in back ? back.problem : back.events.length).toBe(MANY);
});
