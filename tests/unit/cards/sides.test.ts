import { describe, expect, it } from "vitest";
import { generate } from "../../../cards/generate.ts";
import { sharedRoots } from "../../../cards/leak.ts";
import { plain } from "../../../cards/rich-text.ts";
import { hasOneSubject, isClosed } from "../../../cards/sides.ts";
import { deckOfTable, decodeTable, type Row } from "../../../cards/table.ts";
import { textsOf } from "../../../cards/texts.ts";

const work = { id: "a", authors: "A", title: "B", journal: "C", year: 2020, kind: "textbook" };
const head = (more: object = {}) =>
  decodeTable("table", {
    title: "A table",
    disclaimer: "For the tests.",
    checkedOn: "2026-11-26",
    references: [work],
    everyday: ["gold", "iron", "copper", "flint", "chalk", "slate"],
    ...more,
  });
const row = (subject: string, relation: string, object: string, more: Row = {}): Row => ({
  subject,
  relation,
  object,
  "subject class": "rock",
  "object class": "metal",
  source: "a",
  ...more,
});
/** Known from the start, so that each class has members enough. */
const KNOWN = ["flint", "chalk", "slate"].map((name) => row(name, "lies beside", "gold"));
const made = (rows: readonly Row[], more: object = {}) =>
  generate(deckOfTable(head({ alsoTrue: KNOWN, ...more }), [...rows, row("copper", "looks like", "iron", METALS)]));
const METALS = { "subject class": "metal", "object class": "metal" };
const cardsOf = (rows: readonly Row[], more: object = {}) =>
  Object.fromEntries(made(rows, more).drafts.map(({ name, front }) => [name, plain(front)]));

describe("the side from which a fact is asked", () => {
  it("is the thing that has a main one, and not the main one: it may be the main one of others too", () => {
    const rows = [row("galena", "is the main ore of", "lead")];
    const cards = cardsOf(rows);
    expect(cards["galena-is-the-main-ore-of-lead/reverse"]).toBe("Which rock is the main ore of lead?");
    expect(Object.keys(cards)).not.toContain("galena-is-the-main-ore-of-lead/forward");
    const told = cardsOf(rows, { complete: { "is the main ore of": ["object"] } });
    expect(told["galena-is-the-main-ore-of-lead/forward"]).toBe("Which metal is galena the main ore of?");
  });

  it("counts no weaker claim as a rival of the main one, and the main one as a rival of a weaker", () => {
    const cards = cardsOf([row("galena", "is the main ore of", "lead"), row("cerussite", "is an ore of", "lead")]);
    expect(Object.keys(cards)).toContain("galena-is-the-main-ore-of-lead/reverse");
    expect(Object.keys(cards)).toContain("cerussite-is-an-ore-of-lead/forward");
    expect(() =>
      cardsOf([row("galena", "is an ore of", "silver"), row("galena", "is the main ore of", "lead")]),
    ).toThrow(/"galena-is-an-ore-of-silver": no fair question.*\n.*"silver", "lead" all answer it/);
  });

  it("is the direction alone where anything may raise a thing", () => {
    const cards = cardsOf([row("chalk", "raises", "gold")]);
    expect(Object.keys(cards).filter((name) => name.startsWith("chalk-raises"))).toEqual([
      "chalk-raises-gold/forward-direction",
    ]);
  });

  it("is the subject only where the table says that it is complete", () => {
    const rows = [row("pyrite", "holds", "iron")];
    expect(Object.keys(cardsOf(rows))).not.toContain("pyrite-holds-iron/reverse");
    expect(cardsOf(rows, { complete: { holds: ["subject"] } })["pyrite-holds-iron/reverse"]).toBe(
      "Which rock holds iron?",
    );
    expect(() => cardsOf(rows, { complete: { hides: ["subject"] } })).toThrow(/complete: no row says "hides"/);
  });

  it("is never one whose question shows a root of its answer", () => {
    expect(() => cardsOf([row("calcite", "holds", "calcium")])).toThrow(/gives its answer away: calcite\/calcium/);
    expect(() => cardsOf([row("sand", "turns into", "sandstone", { "object class": "rock" })])).toThrow(
      /gives its answer away: sand\/sandstone/,
    );
  });

  it("takes superlatives by their words", () => {
    const closed = (one: string) => (["subject", "object"] as const).filter((end) => isClosed({ one, many: one }, end));
    expect(closed("is the commonest cause of")).toEqual(["subject"]);
    expect(closed("is a cause of")).toEqual(["object"]);
    expect(hasOneSubject({ one: "is the working form of" })).toBe(false);
  });
});

describe("a shared root", () => {
  const found = (question: string, answer: string) =>
    sharedRoots(question.split(" "), answer.split(" ")).map(({ root }) => root);
  it.each([
    ["fluorite", "fluoride", ["fluori"]],
    ["calcite", "calcium", ["calci"]],
    ["sand", "sandstone", ["sand"]],
    ["sandstone", "sand", ["sand"]],
    ["international", "internal", []],
    ["hyperactive", "hypertension", []],
    ["rock", "rocks", []],
    ["iron", "irony", []],
    ["galena", "galaxy", []],
  ])("of %s and %s", (question, answer, roots) => expect(found(question, answer)).toEqual(roots));
});

describe("a comparison", () => {
  const rows = [
    row("chalk", "raises", "gold"),
    row("slate", "lowers", "gold"),
    row("flint", "raises", "iron", { context: "in water" }),
    row("chalk", "raises", "copper", { context: "in water" }),
    row("slate", "raises", "copper", { context: "in fire", why: "It burns with a flame that nothing else can match." }),
    row("flint", "lowers", "lead", { context: "in fire" }),
  ];
  const { drafts, source } = made(rows);
  const reasons = Object.fromEntries(drafts.map(({ fact, reasonText }) => [fact.id, reasonText]));

  it("is drawn with what is said of the same object, or by the same verb of the same place", () => {
    expect(reasons).toMatchObject({
      "chalk-raises-gold": "",
      "slate-lowers-gold": "Compare: Chalk raises gold.",
      "flint-raises-iron": "",
      "chalk-raises-copper": "Compare: Flint raises iron in water.",
      "slate-raises-copper": "It burns with a flame that nothing else can match.",
      "flint-lowers-lead": "",
    });
  });

  it("is a text that is read", () => {
    const texts = textsOf(source, drafts);
    expect(texts.find(({ at }) => at === "slate-lowers-gold/forward-direction reason")).toMatchObject({
      role: "reason",
      text: "Compare: Chalk raises gold.",
    });
    expect(texts.filter(({ text }) => text.startsWith("Compare:"))).toHaveLength(3);
  });
});
