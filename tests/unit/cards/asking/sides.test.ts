import { describe, expect, it } from "vitest";
import { hasOneSubject, isClosed } from "../../../../cards/asking/sides.ts";
import { generate } from "../../../../cards/generate.ts";
import { judge } from "../../../../cards/judging/judge.ts";
import { sharedRoots } from "../../../../cards/making/leak.ts";
import { tellFinding } from "../../../../cards/rules/index.ts";
import { deckOfTable, decodeTable, type Row } from "../../../../cards/table.ts";
import { plain } from "../../../../cards/words/rich-text.ts";

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
const sourceOf = (rows: readonly Row[], more: object = {}) =>
  deckOfTable(head({ alsoTrue: KNOWN, ...more }), [...rows, row("copper", "looks like", "iron", METALS)]);
const made = (rows: readonly Row[], more: object = {}) => generate(sourceOf(rows, more));
const METALS = { "subject class": "metal", "object class": "metal" };
const warnings = (rows: readonly Row[], more: object = {}) =>
  judge(sourceOf(rows, more))
    .findings.filter(({ level }) => level === "read")
    .map(tellFinding);
const cardsOf = (rows: readonly Row[], more: object = {}) =>
  Object.fromEntries(made(rows, more).drafts.map(({ name, front }) => [name, plain(front)]));

describe("the side from which a fact is asked", () => {
  it("is the thing that has a main one, and not the main one: it may be the main one of others too", () => {
    const rows = [row("galena", "is the main ore of", "lead")];
    const cards = cardsOf(rows);
    expect(cards["galena-is-the-main-ore-of-lead/reverse"]).toBe("Which rock is the main ore of lead?");
    expect(Object.keys(cards)).not.toContain("galena-is-the-main-ore-of-lead/forward");
    const told = cardsOf(rows, { complete: { "is the main ore of": { object: ["galena"] } } });
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
    expect(cardsOf(rows, { complete: { holds: { subject: ["iron"] } } })["pyrite-holds-iron/reverse"]).toBe(
      "Which rock holds iron?",
    );
    expect(() => cardsOf(rows, { complete: { hides: { subject: ["iron"] } } })).toThrow(
      /complete: no row says "hides"/,
    );
  });

  it("is never one whose question shows a root of its answer", () => {
    expect(() => cardsOf([row("calcite", "holds", "calcium")])).toThrow(/gives its answer away: calcite\/calcium/);
    expect(() => cardsOf([row("sand", "turns into", "sandstone", { "object class": "rock" })])).toThrow(
      /gives its answer away: sand\/sandstone/,
    );
  });

  it("takes superlatives by their words", () => {
    const fact = { triple: ["gout", "x", "pain"] as [string, string, string], hedge: undefined };
    const closed = (one: string) =>
      (["subject", "object"] as const).filter((end) => isClosed({ one, many: one }, end, fact));
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

describe("a side that the table closes for one thing", () => {
  const object = { "object class": "rock" };
  it("is closed for that thing alone", () => {
    const rows = [row("pyrite", "holds", "iron"), row("cinnabar", "holds", "copper")];
    const names = Object.keys(cardsOf(rows, { complete: { holds: { subject: ["iron"] } } }));
    expect(names).toContain("pyrite-holds-iron/reverse");
    expect(names).not.toContain("cinnabar-holds-copper/reverse");
  });

  it("is the object of what only can happen, and needs no word where it does or usually does", () => {
    const can = row("chalk", "turns into", "marble", { ...object, hedge: "can" });
    expect(() => cardsOf([can])).toThrow(
      /"chalk-turns-into-marble": no fair.*\n.*nothing says that every object of "turns into" for "chalk" is told/,
    );
    const told = { complete: { "turns into": { object: ["chalk"] } } };
    expect(cardsOf([can], told)["chalk-turns-into-marble/forward"]).toBe("Which rock can chalk turn into?");
    for (const [hedge, asked] of [
      ["", "Which rock does chalk turn into?"],
      ["usually", "Which rock does chalk usually turn into?"],
    ] as const) {
      expect(cardsOf([{ ...can, hedge }])["chalk-turns-into-marble/forward"]).toBe(asked);
    }
  });

  it("is refused where no row names the thing at the other end", () => {
    const rows = [row("pyrite", "holds", "iron")];
    expect(() => cardsOf(rows, { complete: { holds: { subject: ["pyrite"] } } })).toThrow(
      /complete: no row says "holds" with "pyrite" at that end/,
    );
  });
});

describe("the class that a row asks for", () => {
  const clay = (name: string, object: string) =>
    row(name, "is the main raw material for", object, { "subject class": "clay", "object class": "product" });
  const classes = [{ id: "clay", within: "rock" }];
  const CLAYS = [clay("bentonite", "cat litter"), clay("kaolin", "porcelain"), clay("illite", "tiles")];

  it("is the same in each row of a relation, whatever their order", () => {
    for (const rows of [CLAYS, [...CLAYS].reverse()]) {
      const asked = Object.values(cardsOf(rows, { classes })).filter((front) => front.includes("raw material"));
      expect(asked.map((front) => front.split(" ")[1])).toEqual(["clay", "clay", "clay"]);
    }
  });

  it("is broader where the narrow one is not known even then", () => {
    const [first = {}, second = {}] = CLAYS;
    expect(Object.values(cardsOf([first, second], { classes }))).toEqual(
      expect.arrayContaining(["Which rock is the main raw material for cat litter?"]),
    );
  });

  it("is told to the author where it differs, as for a name that holds the word", () => {
    const rows = [...CLAYS, clay("common clay", "bricks")];
    expect(warnings(rows, { classes })).toContain(
      'Q21 common-clay-is-the-main-raw-material-for-bricks/reverse: asks for "rock" where bentonite-is-the-main-raw-material-for-cat-litter/reverse asks for "clay"',
    );
    expect(warnings(CLAYS, { classes }).filter((told) => told.startsWith("Q21"))).toEqual([]);
  });
});

describe("an author is told", () => {
  it("of a row between two everyday words", () => {
    const told = /^Q6 flint-holds-iron\/forward: both ends are everyday words/;
    expect(warnings([row("flint", "holds", "iron")])).toContainEqual(expect.stringMatching(told));
    expect(warnings([row("pyrite", "holds", "iron")])).not.toContainEqual(expect.stringMatching(/^Q6 pyrite/));
  });

  it("of a row without a why, in the place of which no other row is shown", () => {
    const rows = [row("chalk", "raises", "gold"), row("slate", "lowers", "gold", { why: "It is split into sheets." })];
    const { drafts } = made(rows);
    const reasons = Object.fromEntries(drafts.map(({ fact, reasonText }) => [fact.id, reasonText]));
    expect(reasons).toMatchObject({ "chalk-raises-gold": "", "slate-lowers-gold": "It is split into sheets." });
    const told = warnings(rows).filter((each) => each.startsWith("Q18"));
    expect(told).toContain("Q18 chalk-raises-gold/forward-direction: nothing says why the answer is right");
    expect(told).not.toContainEqual(expect.stringContaining("slate-lowers-gold"));
  });
});
