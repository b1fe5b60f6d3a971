/** Every name that one file uses must stand in another: entities, facts, notes, headings. */
import type { DrawingFile } from "./drawing-file.ts";
import type { Entity } from "./entity-files.ts";
import type { Fact } from "./fact-files.ts";
import type { Triple } from "./fields.ts";
import type { ReferenceFile } from "./note-files.ts";
import type { Problem } from "./problems.ts";
import type { DeckSource } from "./source.ts";
import { checkTyped } from "./typed-file.ts";

/** What was listed, before a second entry of one id could hide the first. */
export interface Listed {
  readonly entities: readonly Entity[];
  readonly references: readonly ReferenceFile[];
  readonly drawings: readonly DrawingFile[];
}

export function checkNames(source: DeckSource, listed: Listed): Problem[] {
  const problems: Problem[] = [];
  for (const [file, all] of Object.entries(listed)) {
    for (const id of twice(all.map((each: { readonly id: string }) => each.id))) {
      problems.push({ file: `${file}.yaml`, where: `entry "${id}"`, message: "stands twice" });
    }
  }
  const hasCard = (name: string): boolean =>
    source.facts.some(({ id, cards, auto }) => {
      const [fact, template = ""] = name.split("/");
      return fact === id && (auto || Object.hasOwn(cards, template));
    });
  problems.push(
    ...checkNotes(source),
    ...checkChapters(source),
    ...checkTyped(source.typed, (id) => source.entities.has(id), hasCard),
  );
  for (const id of twice(source.facts.map((fact) => fact.id))) {
    const file = `facts/${source.facts.findLast((fact) => fact.id === id)?.chapter}.yaml`;
    problems.push({ file, where: `fact "${id}"`, message: "stands twice" });
  }
  for (const fact of source.facts) {
    const say = (message: string) =>
      problems.push({ file: `facts/${fact.chapter}.yaml`, where: `fact "${fact.id}"`, message });
    checkFact(source, fact, say);
  }
  for (const triple of source.alsoTrue) {
    if (!source.relations.has(triple[1]))
      problems.push({ file: "world.yaml", where: triple.join(" "), message: `no relation "${triple[1]}"` });
    for (const id of [triple[0], triple[2]]) {
      if (!source.entities.has(id))
        problems.push({ file: "world.yaml", where: triple.join(" "), message: `no entity "${id}"` });
    }
  }
  for (const triple of source.alsoFalse) {
    const where = `alsoFalse ${triple.join(" ")}`;
    for (const id of [triple[0], triple[2]])
      if (!source.entities.has(id)) problems.push({ file: "world.yaml", where, message: `no entity "${id}"` });
    if (!source.relations.has(triple[1]))
      problems.push({ file: "world.yaml", where, message: `no relation "${triple[1]}"` });
    else if (isTrue(source, triple))
      problems.push({ file: "world.yaml", where, message: "the deck says that it is true" });
  }
  const facts = new Set(source.facts.map((fact) => fact.id));
  for (const dispute of source.disputes) {
    const where = `"${dispute.claim}"`;
    for (const id of dispute.facts) {
      if (!facts.has(id)) problems.push({ file: "disputes.yaml", where, message: `no fact "${id}"` });
    }
    if (dispute.note !== undefined && source.notes[dispute.note] === undefined) {
      problems.push({ file: "disputes.yaml", where, message: `no note "${dispute.note}"` });
    }
  }
  for (const { pair } of source.deck.confusable) {
    for (const id of pair) {
      if (!source.entities.has(id))
        problems.push({ file: "deck.yaml", where: "confusable", message: `no entity "${id}"` });
    }
  }
  return problems;
}

function checkFact(source: DeckSource, fact: Fact, say: (message: string) => void): void {
  const entity = (id: string, at: string) => {
    if (!source.entities.has(id)) say(`${at}: no entity "${id}" in entities.yaml`);
  };
  const known = new Set(source.facts.map(({ id }) => id));
  const relation = (id: string, at: string) => {
    if (!source.relations.has(id)) say(`${at}: "${id}" is no relation that relations.ts knows`);
  };
  relation(fact.triple[1], "triple.1");
  entity(fact.triple[0], "triple");
  entity(fact.triple[2], "triple");
  entity(fact.about ?? "", "about");
  if (fact.heading === undefined) {
    if (fact.references.length === 0) say("heading: is left out, and no references stand in its place");
  } else if (source.deck.headings[fact.heading] === undefined) {
    say(`heading: deck.yaml has no heading "${fact.heading}"`);
  }
  for (const id of fact.references) if (!source.references.has(id)) say(`references: no "${id}" in references.yaml`);
  for (const id of fact.because) if (!known.has(id)) say(`because: no fact "${id}"`);
  if (fact.drawing !== undefined && !source.drawings.has(fact.drawing)) say(`drawing: no drawing "${fact.drawing}"`);
  if (fact.note !== undefined && source.notes[fact.note] === undefined)
    say(`note: no note "${fact.note}" in notes.yaml`);
  for (const need of fact.needs) if (!known.has(need)) say(`needs: no fact "${need}"`);
  if (fact.hedge !== undefined && !fact.statement.toLowerCase().includes(fact.hedge.toLowerCase())) {
    say(`hedge: the statement does not hold "${fact.hedge}"`);
  }
  for (let revision = 2; revision <= fact.revision; revision++) {
    if (!fact.corrections.some((c) => c.revision === revision)) say(`revision ${revision} has no correction`);
  }
  for (const c of fact.corrections)
    if (c.revision > fact.revision) say(`corrections: revision ${c.revision} is not reached yet`);
  for (const [key, card] of Object.entries(fact.cards)) {
    for (const option of card.wrong) entity(option.is, `cards.${key}.wrong`);
    if (card.against !== undefined) entity(card.against, `cards.${key}.against`);
    if (card.with !== undefined && !known.has(card.with)) say(`cards.${key}.with: no fact "${card.with}"`);
    for (const step of card.steps) {
      for (const id of typeof step === "string" ? [step] : Object.values(step)) entity(id ?? "", `cards.${key}.steps`);
    }
    for (const step of card.steps)
      if (typeof step !== "string") relation(Object.keys(step)[0] ?? "", `cards.${key}.steps`);
    if (card.not !== undefined) relation(card.not[0], `cards.${key}.not`);
    for (const [subject, link, object] of card.where) {
      relation(link, `cards.${key}.where`);
      for (const id of [subject, object]) if (id !== "_") entity(id, `cards.${key}.where`);
    }
  }
}

const isTrue = ({ facts, alsoTrue, relations }: DeckSource, [s, r, o]: Triple): boolean =>
  [...facts.map(({ triple }) => triple), ...alsoTrue].some(
    ([subject, relation, object]) =>
      subject === s && object === o && relations.has(relation) && relations.entails(relation, r),
  );

function checkNotes({ notes, references }: DeckSource): Problem[] {
  return Object.entries(notes).flatMap(([id, note]) =>
    note.references
      .filter((each) => !references.has(each))
      .map((each) => ({
        file: "notes.yaml",
        where: `"${id}"`,
        message: `references: no "${each}" in references.yaml`,
      })),
  );
}

function checkChapters({ deck }: DeckSource): Problem[] {
  const known = new Set(deck.chapters.map(({ id }) => id));
  return deck.chapters.flatMap(({ id, offeredWhen }) =>
    (offeredWhen?.chapters ?? [])
      .filter((each) => !known.has(each))
      .map((each) => ({ file: "deck.yaml", where: `chapter "${id}"`, message: `offeredWhen: no chapter "${each}"` })),
  );
}

const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
