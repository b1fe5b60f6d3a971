/** Not about one card: the size of the deck, facts without cards, cards that could not be reached, lost ids. */
import type { Fact } from "../files/fact-files.ts";
import { followRenames } from "../files/history.ts";
import { hasPlainCard } from "../templates/template.ts";
import type { Context, Finding, Rule } from "./rule.ts";

function coverageCheck({ source, deck, drafts }: Context): Finding[] {
  const findings: Finding[] = [];
  const fail = (at: string, message: string) => findings.push({ rule: "coverage", at, message, level: "fail" });
  const { min, max } = source.deck.size;
  const count = deck.cards.length;
  if (count < min || count > max) fail(source.id, `${count} cards, ${min} to ${max} are wanted`);
  const links = source.facts.reduce((sum, { because }) => sum + because.length, 0);
  if (links < source.deck.links)
    fail(source.id, `${links} links from fact to fact, at least ${source.deck.links} are wanted`);
  const names = new Set(drafts.map(({ name }) => name));
  for (const fact of source.facts) {
    const graded = Object.keys(fact.cards).length > 0;
    if (fact.importance === "core" && !graded) fail(fact.id, "is of first importance, and no card grades it");
    if (!graded && fact.shownIn === undefined && fact.leftOut === undefined)
      fail(fact.id, "has no card and is shown by none (shownIn)");
    if (fact.leftOut !== undefined && (graded || fact.shownIn !== undefined))
      fail(fact.id, "is said to be left out and is not");
    if (fact.shownIn !== undefined && !names.has(fact.shownIn))
      fail(fact.id, `is shown in "${fact.shownIn}", which does not exist`);
  }
  for (const [at, fact] of source.facts.entries()) {
    const key = (each: Fact): string => [...each.triple, each.context ?? ""].join(" ");
    const twin = source.facts.slice(0, at).find((each) => key(each) === key(fact));
    if (twin !== undefined) fail(fact.id, `says the same as ${twin.id}`);
    for (const id of fact.because) {
      const reason = source.facts.find((each) => each.id === id);
      const isAbout = reason?.triple.some(
        (part, end) => end !== 1 && (part === fact.triple[0] || part === fact.triple[2]),
      );
      if (isAbout === false) fail(fact.id, `is explained by ${id}, which speaks of neither of its ends`);
    }
  }
  for (const { name, unlockedBy } of drafts) {
    for (const id of unlockedBy) {
      const fact = source.facts.find((each) => each.id === id);
      if (fact === undefined || !hasPlainCard(fact))
        fail(name, `waits for "${id}", which has no plain card, so it could not be reached`);
    }
  }
  return findings;
}

export const coverage: Rule = {
  id: "coverage",
  title: "Every fact is taught, every card can be reached",
  check: coverageCheck,
};

function idsCheck({ source, drafts }: Context): Finding[] {
  const findings: Finding[] = [];
  const fail = (at: string, message: string) => findings.push({ rule: "ids", at, message, level: "fail" });
  const present = new Set(drafts.map(({ name }) => name));
  const { renamed, retired } = source.history;
  const gone = new Set(retired.map(({ id }) => id));
  const own = `${source.id}/`;
  const shipped = source.shippedIds.map((id) => (id.startsWith(own) ? id.slice(own.length) : id));
  for (const id of shipped) {
    if (!present.has(id) && !Object.hasOwn(renamed, id) && !gone.has(id)) {
      fail(id, "was shipped and is gone: list it in history.yaml as renamed or retired");
    }
  }
  for (const from of Object.keys(renamed)) {
    if (present.has(from)) fail(from, "is listed as renamed in history.yaml and still there");
    // A circle has no end and never comes this far: no deck is generated from one.
    const { end } = followRenames(source.history, from);
    if (end !== null && !present.has(end) && !gone.has(end))
      fail(from, `was renamed in history.yaml and ends at "${end}", which does not exist`);
  }
  for (const id of gone) if (present.has(id)) fail(id, "is listed as retired and still there");
  // A deck that never shipped anything has no history to keep.
  for (const id of shipped.length === 0 ? [] : present) {
    if (!shipped.includes(id)) fail(id, "is new: add it to shipped-ids.json (npm run cards:check -- --ship)");
  }
  return findings;
}

/** History hangs on ids, so an id that was ever shipped is present, renamed or retired. */
export const ids: Rule = { id: "ids", title: "No id is ever lost", check: idsCheck };
