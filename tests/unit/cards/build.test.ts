import { describe, expect, it } from "vitest";
import { generate } from "../../../cards/generate.ts";
import { buildDeck } from "../../../cards/index.ts";
import { shownAtAll } from "../../../cards/making/draft.ts";
import { TEMPLATES } from "../../../cards/templates/index.ts";
import { mentions, plain } from "../../../cards/words/rich-text.ts";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { plainText } from "../../../src/core/deck/plain-text.ts";
import { termId } from "../../../src/core/ids.ts";
import { boneDeck } from "./built.ts";
import { bone, card, fact, TIDES_FOLDER, tides } from "./support.ts";

const deck = await buildDeck(TIDES_FOLDER);
const find = (id: string): CardContent => {
  const found = deck.cards.find((each) => each.id === `second-deck/${id}`);
  if (found === undefined) throw new Error(`no card ${id}`);
  return found;
};

describe("a built deck", () => {
  it("comes from a folder on another subject, with every type of card", () => {
    expect([...new Set(deck.cards.map(({ type }) => type))].sort()).toEqual(Object.keys(TEMPLATES).sort());
    expect(deck).toMatchObject({ format: 2, id: "second-deck", title: "Tides" });
  });

  it("gives the same bytes for the same files, and another version for another word", async () => {
    expect(JSON.stringify(await buildDeck(TIDES_FOLDER))).toBe(JSON.stringify(deck));
    const reworded = generate(card("moon-makes-tides/reverse", { answer: "Our Moon" })(tides)).deck;
    expect(reworded.version).not.toBe(deck.version);
    expect(generate(tides).deck.version).toBe(deck.version);
  });

  it("numbers its cards from 0 without gaps and keeps ids unique", () => {
    expect(deck.cards.map(({ order }) => order)).toEqual(deck.cards.map((_, place) => place));
    expect(new Set(deck.cards.map(({ id }) => id)).size).toBe(deck.cards.length);
  });

  it("makes ids of deck, fact and template, and begins every other id with the deck's too", () => {
    for (const { id, fact: owner, template } of deck.cards) expect(id).toBe(`${owner}/${template}`);
    const { cards, facts, entities, terms, corrections } = deck;
    const ids = [...cards, ...facts, ...entities, ...terms].map(({ id }): string => id);
    expect([...ids, ...corrections.map((each) => each.fact)].filter((id) => !/^second-deck\/./.test(id))).toEqual([]);
    const known = new Set(ids);
    for (const { fact: owner, subject, terms: used, unlockedBy } of cards) {
      expect([owner, subject, ...used, ...unlockedBy].filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it("holds the facts themselves, with triple, sign, hedge and evidence", () => {
    const range = deck.facts.find(({ id }) => id === "second-deck/spring-tide-range");
    expect(range).toMatchObject({
      triple: { subject: "second-deck/spring-tide", relation: "raises", object: "second-deck/tidal-range" },
      sign: "raises",
      hedge: "often",
      context: null,
      evidence: { species: [], grade: "established" },
      heading: "The calendar of the sea",
    });
    expect(deck.relations.find(({ id }) => id === "slows")).toEqual({
      id: "slows",
      one: "slows",
      many: "slow",
      shape: "bar",
    });
    expect(deck).toMatchObject({ language: "en", licence: "CC BY 4.0", provenance: { author: "A harbor master" } });
    expect(find("time-between-tides/number")).toMatchObject({ references: ["harbor-2020"] });
    expect(deck.references).toMatchObject([{ id: "harbor-2020", doi: null, url: "https://harbor.example/tides" }]);
  });

  it("carries former ids through a chain of renames", () => {
    expect(find("moon-makes-tides/reverse").formerIds).toEqual([
      "second-deck/moon-and-sea/forward",
      "second-deck/moon-pulls/forward",
    ]);
    expect(find("moon-makes-tides/choice").formerIds).toEqual([]);
  });

  it("raises the revision of a corrected fact and says what was, what is and why", () => {
    expect(find("time-between-tides/number")).toMatchObject({ factRevision: 2, checkedOn: "2026-11-20" });
    expect(find("moon-makes-tides/reverse")).toMatchObject({ factRevision: 1, checkedOn: "2026-11-23" });
    expect(deck.corrections).toHaveLength(1);
    expect(deck.corrections[0]).toMatchObject({ fact: "second-deck/time-between-tides", revision: 2 });
    expect(deck.corrections[0]?.before).toContainEqual({ kind: "emphasis", text: "12 hours" });
  });

  it("keeps a choice until its fact was recalled, and a contrast until both members were", () => {
    expect(find("moon-makes-tides/choice").unlockedBy).toEqual(["second-deck/moon-makes-tides"]);
    expect(find("spring-tide-time/contrast").unlockedBy).toEqual([
      "second-deck/spring-tide-time",
      "second-deck/neap-tide-time",
    ]);
    expect(find("spring-tide-time/contrast").order).toBeGreaterThan(find("neap-tide-time/reverse").order);
    expect(find("moon-makes-tides/reverse").unlockedBy).toEqual([]);
  });

  it("explains no word after a card has used it", () => {
    const { deck: built, source, drafts } = generate(bone);
    const explained = new Set<string>();
    const late: string[] = [];
    for (const [place, { terms: before, fact: owner, id }] of built.cards.entries()) {
      for (const term of before) explained.add(term);
      const draft = drafts[place];
      const facts = built.facts.filter((one) => one.id === owner);
      const read = facts.flatMap(({ statement, why }) => [plainText(statement), plainText(why)]);
      const shown = [...(draft ? shownAtAll(draft) : []), ...(facts[0]?.metFirst ? read : [])].join("\n");
      for (const term of source.terms) {
        if (explained.has(termId(source.id, term.id))) continue;
        if ([term.name, ...term.forms].some((name) => mentions(shown, name))) late.push(`${id} ${term.id}`);
      }
    }
    expect(late).toEqual([]);
  });

  it("names the terms that a card needs", () => {
    expect(find("neap-tide-time/contrast").terms).toEqual(["second-deck/spring-tide", "second-deck/neap-tide"]);
    expect(deck.terms.map(({ id }) => id)).toContain("second-deck/tidal-range");
  });

  it("shapes a choice, a pathway and a number", () => {
    const choice = find("moon-makes-tides/choice");
    expect(choice.type === "choice" && choice.options.map(({ correct }) => correct).filter(Boolean)).toEqual([true]);
    const pathway = find("moon-makes-tides/pathway");
    expect(pathway.type === "pathway" && pathway.steps.map(({ gap, link }) => [gap, link])).toEqual([
      [true, null],
      [false, { shape: "arrow", words: "mainly makes" }],
      [false, { shape: "bar", words: "slow" }],
    ]);
    expect(find("time-between-tides/number")).toMatchObject({ accepts: { min: 12.2, max: 12.7, unit: "hours" } });
  });

  it("draws a link no surer than the fact that it stands on", () => {
    const hedged = fact("tides-slow-rotation", {
      hedge: "may",
      statement: "Tides may slow the rotation of the Earth.",
    });
    const pathway = generate(hedged(tides)).deck.cards.find(({ id }) => id === "second-deck/moon-makes-tides/pathway");
    expect(pathway?.type === "pathway" && pathway.steps[2]?.link?.words).toBe("may slow");
  });

  it("labels a reason that goes beyond the source", () => {
    expect(find("tides-slow-rotation/forward").reason[0]).toEqual({ kind: "emphasis", text: "Background:" });
    expect(plain(find("moon-makes-tides/reverse").reason)).not.toMatch(/^Background/);
  });

  it("is refused with every card and rule named", async () => {
    const spoilt = fact("tides-slow-rotation", { importance: "core", cards: {} })(tides);
    expect(() =>
      generate({ ...spoilt, facts: spoilt.facts.map((each) => ({ ...each, needs: ["neap-tide-time"] })) }),
    ).toThrow(/circle: neap-tide-time needs neap-tide-time/);
  });
});

describe("the templates' own words", () => {
  const bare = (id: string) =>
    plain(
      generate(card(id, { front: undefined })(tides)).deck.cards.find((each) => each.id === `second-deck/${id}`)
        ?.front ?? [],
    );

  it("use the right verb form for one and for many", () => {
    expect(bare("tides-slow-rotation/forward")).toBe("Which motion do tides slow?");
    expect(bare("spring-tide-range/forward")).toBe("Which height does a spring tide often raise?");
    expect(bare("neap-tide-time/reverse")).toBe("Which kind of tide happens at the half moon?");
    expect(bare("tides-use-gravity/cloze")).toBe("Tides come about by ___.");
  });

  it("set two side by side in the order of the entities, so that either is the answer as often", () => {
    expect(bare("neap-tide-time/contrast")).toBe("A spring or a neap tide: which happens at the half moon?");
    expect(bare("spring-tide-time/contrast")).toBe("A spring or a neap tide: which happens at the full moon?");
  });

  it("cannot invent a scene, and say so with file and fact", () => {
    expect(() => bare("neap-tide-time/vignette")).toThrow(
      /facts\/calendar.yaml: fact "neap-tide-time": cards.vignette: needs a front/,
    );
  });

  it("ask for a station between its neighbors, and for how much", () => {
    expect(bare("time-between-tides/number")).toBe("About how many hours is the time from one high tide to the next?");
    expect(bare("moon-makes-tides/pathway")).toBe("Which celestial body comes first in this chain, before tides?");
  });
});

describe("the deck of bone", () => {
  // How many cards of which kind it has is its author's business; that they hold together is what the rules say.
  it("can be built, and no two of its facts or cards have one id", () => {
    const { cards, facts } = boneDeck;
    expect(cards.length).toBeGreaterThan(0);
    for (const all of [cards, facts]) expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const known = new Set(facts.map(({ id }) => id));
    expect(cards.filter(({ fact: owner }) => !known.has(owner))).toEqual([]);
  });
});
