import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judge } from "../../../cards/judging/judge.ts";
import { loadDeck } from "../../../cards/load.ts";
import { deckOfTable, decodeTable, rowsOf, slugOf } from "../../../cards/table.ts";
import { plain } from "../../../cards/words/rich-text.ts";
import { ROOT } from "./support.ts";

const folder = join(ROOT, "tests/fixtures/rocks");
const rocks = await loadDeck(folder);
const { drafts, deck, findings, around } = judge(rocks);

describe("a deck of a plain table on another subject", () => {
  it("holds 30 facts and more, each asked, with no word of a question written by hand", () => {
    expect(deck.facts.length).toBeGreaterThanOrEqual(30);
    expect(deck.cards.length).toBeGreaterThanOrEqual(32);
    for (const { id } of deck.facts)
      expect(
        deck.cards.some(({ fact }) => fact === id),
        id,
      ).toBe(true);
    expect(drafts.filter(({ isFramed }) => !isFramed)).toEqual([]);
  });

  it("breaks no rule, and leaves its author nothing to look at again", () => {
    expect(findings).toEqual([]);
  });

  it("proves that each question has one answer, in a class of which three are known when its relation is told", () => {
    for (const draft of drafts.filter(({ asks }) => asks !== "sign")) {
      const filter = { kind: draft.kind, where: draft.where, context: draft.context ?? undefined };
      expect([draft.name, around.world.fits(draft.query, filter)]).toEqual([draft.name, [draft.asked.id]]);
      const known = around.met.toChooseFrom(draft.fact);
      const members = around.classes.get(draft.kind).members.filter(({ id }) => known.has(id));
      expect(members.length, draft.name).toBeGreaterThanOrEqual(3);
    }
  });

  it("leaves out the sides that have two answers, or may have", () => {
    const names = drafts.map(({ name }) => name);
    for (const [without, instead] of [
      ["hematite-is-an-ore-of-iron/reverse", "forward"],
      ["diamond-consists-of-carbon/reverse", "forward"],
      ["corundum-consists-of-aluminum-oxide/reverse", "forward"],
      ["granite-turns-into-gneiss/reverse", "forward"],
      ["galena-is-the-main-ore-of-lead/forward", "reverse"],
      ["silica-raises-viscosity-of-magma/reverse", "forward-direction"],
    ] as const) {
      expect(names).not.toContain(without);
      expect(names).toContain(without.replace(/[^/]+$/, instead));
    }
    expect(names).toContain("halite-consists-of-sodium-chloride/reverse");
    const { front } = drafts.find(({ name }) => name.startsWith("bentonite")) ?? {};
    expect(plain(front ?? [])).toBe("Which clay is the main raw material for clumping cat litter?");
  });

  it("says a reason from the table with every card", () => {
    expect(drafts.filter(({ reasonFrom }) => reasonFrom !== "why")).toEqual([]);
    expect(drafts.some(({ fact }) => fact.hedge !== undefined)).toBe(true);
  });

  it("comes out the same without a file", async () => {
    const text = await readFile(join(folder, "table.tsv"), "utf8");
    const head = { title: "T", disclaimer: "D", checkedOn: "2026-11-26", references: [] };
    const bare = rowsOf(text).map(({ source: _, ...row }) => row);
    expect(() => deckOfTable(decodeTable("t", head), bare)).toThrow(/no references stand in its place/);
    expect(rowsOf(text)).toHaveLength(deck.facts.length);
  });
});

describe("a table that lacks something", () => {
  const head = decodeTable("t", { title: "T", disclaimer: "D", checkedOn: "2026-11-26", references: [] });
  it("says which row and column", () => {
    expect(() => deckOfTable(head, [{ subject: "a", relation: "makes", object: "" }])).toThrow(
      /row 1: object is empty/,
    );
    expect(() => deckOfTable(head, [{ subject: "a", relation: "makes", object: "b", "subject class": "x" }])).toThrow(
      /no row gives the class of "b"/,
    );
    expect(() => decodeTable("t", { title: "T" })).toThrow(/disclaimer/);
  });

  it("makes ids of names in any letters", () => {
    expect(slugOf("Café au lait (5 %)")).toBe("cafe-au-lait-5");
  });
});
