import { describe, expect, it } from "vitest";
import type { CardSpec } from "../../../../cards/files/card-spec.ts";
import { generate } from "../../../../cards/generate.ts";
import { makeRelations } from "../../../../cards/relations/relations.ts";
import { deckOfTable, type Row, type TableDeck } from "../../../../cards/table.ts";
import {
  baseForm,
  either,
  headOfNoun,
  pluralOf,
  verbPhrase,
  withArticle,
  withObject,
} from "../../../../cards/words/english.ts";
import { plain } from "../../../../cards/words/rich-text.ts";

const deck: TableDeck = {
  id: "table",
  title: "A table",
  disclaimer: "For the tests.",
  checkedOn: "2026-11-26",
  references: [
    {
      id: "a",
      authors: "A",
      title: "B",
      journal: "C",
      year: 2020,
      kind: "textbook",
    } as TableDeck["references"][number],
  ],
  plurals: ["bees", "ants", "wasps"],
  articles: { hive: "the" },
  everyday: ["honey", "wax", "silk", "milk"],
  classes: [],
  complete: {},
  alsoTrue: [],
};
const row = (subject: string, relation: string, object: string, more: Row = {}): Row => ({
  subject,
  relation,
  object,
  "subject class": "insect",
  "object class": "product",
  source: "a",
  ...more,
});
/** The others of their class, which the learner has met before. */
const OTHERS: readonly Row[] = [row("ants", "make", "formic acid"), row("wasps", "make", "paper")];
const OTHER_ENDS = { "subject class": "product", "object class": "insect" };
/** Nothing else makes or needs what is made and needed in the rows. */
const completeOf = (rows: readonly Row[], verbs: readonly RegExp[]): TableDeck["complete"] =>
  Object.fromEntries(
    verbs.flatMap((verb) => {
      const said = rows.filter(({ relation = "" }) => verb.test(relation));
      const subject = said.map(({ object = "" }) => object);
      return said.length === 0 ? [] : [[said[0]?.relation ?? "", { subject, object: [] }]];
    }),
  );
const fronts = (rows: readonly Row[], more: Partial<TableDeck> = {}) =>
  Object.fromEntries(
    generate(deckOfTable({ ...deck, complete: completeOf(rows, [/^makes?$/, /^need$/]), ...more }, rows)).drafts.map(
      ({ name, front, answer }) => [name, `${plain(front)} ${plain(answer)}`],
    ),
  );

describe("a framed question", () => {
  it("agrees in number with the answer that it asks for, and with the subject that it gives", () => {
    const asked = fronts([...OTHERS, row("bees", "make", "honey"), row("caterpillar", "makes", "silk")]);
    expect(asked["bees-produces-honey/forward"]).toBe("Which product do bees make? Honey");
    expect(asked["bees-produces-honey/reverse"]).toBe("Which insects make honey? Bees");
    expect(asked["caterpillar-produces-silk/forward"]).toBe("Which product does caterpillar make? Silk");
    expect(asked["caterpillar-produces-silk/reverse"]).toBe("Which insect makes silk? Caterpillar");
  });

  it("keeps the hedge in the verb and the context at the end", () => {
    const hedged = row("bees", "make", "honey", { hedge: "may", context: "in winter" });
    const complete = { make: { subject: ["honey"], object: ["bees"] } };
    const asked = fronts([...OTHERS, hedged], { complete });
    expect(asked["bees-produces-honey/forward"]).toBe("Which product may bees make in winter? Honey");
    expect(asked["bees-produces-honey/reverse"]).toBe("Which insects may make honey in winter? Bees");
  });

  it("adds what is true of the answer alone where its class leaves two", () => {
    const rows = [
      row("bees", "raises", "heat"),
      row("ants", "raises", "heat"),
      row("bees", "make", "honey"),
      ...OTHERS,
    ];
    const asked = fronts([...rows, row("bees", "need", "heat"), row("ants", "need", "heat")]);
    expect(asked["bees-needs-heat/reverse"]).toBe("Which insects that make honey also need heat? Bees");
  });

  it("turns round where the answer does something else that is said", () => {
    const rows = [
      row("bees", "make", "honey"),
      row("bees", "make", "wax"),
      row("honey", "feeds", "larvae", OTHER_ENDS),
    ];
    const complete = { make: { subject: ["honey", "wax"], object: [] } };
    const source = deckOfTable({ ...deck, complete }, [...OTHERS, ...rows]);
    const forward: CardSpec = { where: [["_", "feeds", "larvae"]], wrong: [], steps: [] };
    const facts = source.facts.map((fact) =>
      fact.id === "bees-produces-honey" ? { ...fact, auto: false, cards: { forward } } : fact,
    );
    const made = generate({ ...source, facts }).drafts.find(({ name }) => name === "bees-produces-honey/forward");
    expect(plain(made?.front ?? [])).toBe("Which product made by bees feeds larvae?");
  });

  it("is not asked where nothing leaves one answer", () => {
    const two = [row("bees", "make", "honey"), row("beetles", "make", "honey")];
    const asked = fronts([...OTHERS, ...two]);
    expect(Object.keys(asked).filter((name) => name.startsWith("bees"))).toEqual(["bees-produces-honey/forward"]);
    const alsoTrue = [row("bees", "make", "wax")];
    expect(() =>
      fronts([...OTHERS, row("bees", "make", "honey"), row("wasps", "make", "honey")], { alsoTrue }),
    ).toThrow(/"bees-produces-honey": no fair question can be made of it/);
  });

  it("does not count as a rival what is true in another context only", () => {
    const rows = [
      ...OTHERS,
      row("bees", "make", "honey", { context: "in summer" }),
      row("bees", "make", "wax", { context: "in spring" }),
    ];
    expect(fronts(rows)["bees-produces-honey/forward"]).toBe("Which product do bees make in summer? Honey");
  });

  it("never names a class of which the learner knows fewer than three", () => {
    const kind = { "object class": "sweet" };
    const asked = fronts([...OTHERS, row("bees", "make", "honey", kind)]);
    expect(Object.keys(asked)).not.toContain("bees-produces-honey/forward");
    const sweets = [row("ants", "like", "sugar", kind), row("ants", "carry", "syrup", kind)];
    expect(fronts([...OTHERS, ...sweets, row("bees", "make", "honey", kind)])["bees-produces-honey/forward"]).toBe(
      "Which sweet do bees make? Honey",
    );
  });

  it("takes the narrowest class, and a broader one where that has too few", () => {
    const classes = [{ id: "sweet", within: "food", asked: true }];
    const kind = { "object class": "sweet" };
    const foods = [row("ants", "like", "bread", { "object class": "food" }), row("ants", "carry", "syrup", kind)];
    const rows = [...OTHERS, ...foods, row("bees", "make", "honey", kind)];
    expect(fronts(rows, { classes })["bees-produces-honey/forward"]).toBe("Which food do bees make? Honey");
  });

  it("asks which way one thing moves another, and answers in a sentence", () => {
    const rows = [row("bees", "raises", "heat", { context: "in the hive" }), row("wasps", "lowers", "milk"), ...OTHERS];
    const asked = fronts([...rows, row("ants", "speeds up", "growth", { hedge: "can" })]);
    expect(asked["bees-raises-heat/forward-direction"]).toBe("How do bees change heat in the hive? They raise heat");
    expect(asked["wasps-lowers-milk/forward-direction"]).toBe("How do wasps change milk? They lower milk");
    expect(asked["ants-speeds-growth/forward-direction"]).toBe("How can ants change growth? They can speed up growth");
  });
});

describe("English", () => {
  it.each([
    ["hormone", "hormones"],
    ["body", "bodies"],
    ["gas", "gases"],
    ["hormone from bone", "hormones from bone"],
    ["kind of signal", "kinds of signal"],
    ["bone process", "bone processes"],
  ])("makes %s plural", (one, many) => expect(pluralOf(one)).toBe(many));

  it.each([
    ["turns into", "turn into"],
    ["is an ore of", "are ores of"],
    ["is the main ore of", "are the main ores of"],
    ["has", "have"],
    ["carries", "carry"],
    ["reaches", "reach"],
    ["mainly makes", "mainly make"],
  ])("takes the s from %s", (one, many) => expect(baseForm(one)).toBe(many));

  it.each(["a rock", "an ore", "a unit", "an FGF", "a PTH", "an MRI"])("says %s", (noun) =>
    expect(withArticle(noun.replace(/^an? /, ""))).toBe(noun),
  );

  it.each([
    ["the risk of a fracture", "the risk"],
    ["the melting point of dry rock", "the melting point"],
    ["bone formation", "bone formation"],
  ])("shortens %s", (noun, head) => expect(headOfNoun(noun)).toBe(head));

  it("puts a degree behind the object", () => {
    expect(withObject("speeds up", "growth")).toBe("speeds up growth");
    expect(withObject("speeds up more", "growth")).toBe("speeds up growth more");
  });

  it.each([
    ["primary hyperparathyroidism", "secondary hyperparathyroidism", "primary or secondary hyperparathyroidism"],
    ["the spring tide", "the neap tide", "the spring or the neap tide"],
    ["bees", "wasps", "bees or wasps"],
    ["tide", "neap tide", "tide or neap tide"],
  ])("joins %s and %s", (first, second, both) => expect(either(first, second)).toBe(both));

  const { get } = makeRelations();
  it.each([
    ["raises", false, undefined, "does", "raise", "raises"],
    ["raises", true, "may", "may", "raise", "may raise"],
    ["raises", false, "often", "does", "often raise", "often raises"],
    ["raises", false, "thought", "is", "thought to raise", "is thought to raise"],
    ["raises", true, "tends", "do", "tend to raise", "tend to raise"],
    ["is-risk-for", true, undefined, "are", "risks for", "are risks for"],
    ["is-risk-for", false, "can", "can", "be a risk for", "can be a risk for"],
    ["is-a", false, "mainly", "is", "mainly ", "is mainly "],
    ["mainly-produces", true, "mainly", "do", "mainly make", "mainly make"],
  ] as const)("%s, plural %s, hedge %s", (id, plural, hedge, helper, rest, finite) => {
    expect(verbPhrase(get(id), plural, hedge)).toMatchObject({ helper, rest, finite });
  });

  it("has no place for a hedge that is no part of a verb", () => {
    expect(verbPhrase(get("weakens"), false, "linked")).toBeNull();
  });
});
