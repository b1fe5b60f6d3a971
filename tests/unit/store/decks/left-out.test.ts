import { expect, test } from "vitest";
import type { Reference, Treatment } from "../../../../src/core/deck/deck.ts";
import type { DeckId, ReferenceId } from "../../../../src/core/ids.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { readLeftOut } from "../../../../src/store/decks/left-out.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const treatment = (n: number): Treatment => ({
  claim: [{ kind: "text", text: `Claim ${n}` }],
  treatment: "omit",
  does: [{ kind: "text", text: "No card." }],
  note: null,
});
const work = (name: string): Reference => ({
  ...{ id: name as ReferenceId, authors: "A", title: name, journal: "J", year: 2020, place: "" },
  ...{ doi: null, pmid: null, pmcid: null, url: null, kind: "review" },
});

test("what each deck leaves out comes in the deck's own order, with its works", async () => {
  const treatments = Array.from({ length: 12 }, (_, n) => treatment(n));
  const references = [work("zeta"), work("alpha")];
  await installDeck(db, deck([content("a", 0)], "1", { treatments, references }), scheduler, NOW);
  const id = "other" as DeckId;
  await installDeck(db, deck([content("a", 0, { deck: id })], "1", { id, provenance: null }), scheduler, NOW);
  const [other, first] = await readLeftOut(db);
  expect(first?.treatments).toEqual(treatments);
  expect(first?.references).toEqual(references);
  expect(other).toEqual({
    id,
    title: "A deck of the tests",
    language: "en",
    provenance: null,
    treatments: [],
    references: [],
  });
});
