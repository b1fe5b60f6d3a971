import type { DrawingFile } from "../files/drawing-file.ts";
import type { Draft } from "../making/draft.ts";
import { mentions, plain } from "../words/rich-text.ts";
import { answerText, type Context, type Finding, means, perCard, type Rule, type Say } from "./rule.ts";

const FEWEST = 2;
const MOST = 5;
/** What a small picture can hold. */
const MOST_LABELS = 14;
const MOST_ARROWS = 12;

const cards = perCard(
  "Q20",
  "Pictures earn their place",
  (draft, say) => {
    if (draft.body.type === "diagram") coverProblems(draft, say);
    if (draft.body.type === "pathway") pathwayProblems(draft, say);
  },
  "Does the drawing carry the fact, and work without color?",
);

function pathwayProblems(draft: Draft, say: Say): void {
  const { body } = draft;
  if (body.type !== "pathway") return;
  if (body.steps.length < FEWEST || body.steps.length > MOST)
    say(`${body.steps.length} stations, ${FEWEST} to ${MOST} are wanted`);
  const gaps = body.steps.filter((step) => step.gap);
  if (gaps.length !== 1) say(`${gaps.length} gaps, 1 is wanted`);
  const answer = answerText(draft).toLowerCase();
  for (const step of body.steps) {
    const label = plain(step.label).toLowerCase();
    if (step.gap ? label !== "" : label === answer) say(`the drawing shows the answer "${label}"`);
  }
  body.steps.forEach((step, place) => {
    if ((step.link === null) !== (place === 0)) say("only the first station has no link");
  });
}

/** What is covered is the answer, and nothing that stays in sight tells it. */
function coverProblems(draft: Draft, say: Say): void {
  const { body, spec, source, asked, asks, fact } = draft;
  const drawing = source.drawings.get(spec.drawing ?? "");
  if (body.type !== "diagram" || drawing === undefined) return;
  const part = drawing.parts.find(({ id }) => id === body.covered.part);
  if (part === undefined) {
    say(`the drawing has no part "${body.covered.part}"`);
    return;
  }
  if (body.covered.what === "sign") {
    if (part.draw !== "arrow") {
      say(`"${part.id}" is no arrow, so it has no sign to cover`);
      return;
    }
    if (asks !== "sign") say("covers a sign and does not ask for one");
    if (part.says?.join(" ") !== fact.triple.join(" ")) say(`the arrow "${part.id}" does not draw the fact`);
    if (part.sign !== asked.id) say(`the arrow "${part.id}" ${part.sign}, and the answer is "${asked.name}"`);
  } else {
    if (part.draw !== "label") {
      say(`"${part.id}" is no label`);
      return;
    }
    if (!means(part.text, plain(draft.front), asked, source.entities.values()))
      say(`the covered label "${part.text}" is not "${asked.name}"`);
    for (const other of drawing.parts) {
      if (
        other.draw === "label" &&
        other.id !== part.id &&
        [asked.name, ...asked.aka].some((name) => mentions(other.text, name))
      )
        say(`the label "${other.text}" shows the answer`);
    }
  }
  if (part.draw === "label" && [asked.name, ...asked.aka].some((name) => mentions(drawing.title, name)))
    say(`the title "${drawing.title}" shows the answer`);
  for (const { text, tells } of drawing.words) {
    const isTold = tells.includes(part.id);
    const names = part.draw === "label" ? [part.text, asked.name] : [];
    if (!isTold && names.some((name) => mentions(text, name))) say(`the words "${text}" tell what is covered`);
  }
  if (!drawing.words.some(({ tells }) => tells.includes(part.id)))
    say(`no sentence of the drawing tells of "${part.id}"`);
}

/** A drawing says nothing that no fact says, and all that it says stands in its words. */
function drawings({ source, world }: Context): Finding[] {
  return [...source.drawings.values()].flatMap((drawing) =>
    drawingProblems(drawing, source.relations.signOf, (s, r, o) => world.holds(s, r, o)).map(
      (message): Finding => ({ rule: "Q20", at: drawing.id, message, level: "fail" }),
    ),
  );
}

function drawingProblems(
  { parts, words, size }: DrawingFile,
  signOf: (relation: string) => string | null,
  holds: (subject: string, relation: string, object: string) => boolean,
): string[] {
  const problems: string[] = [];
  const ids = parts.map(({ id }) => id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) problems.push(`"${id}" stands twice`);
  const told = new Set(words.flatMap(({ tells }) => tells));
  for (const id of told) if (!ids.includes(id)) problems.push(`its words tell of "${id}", which is not there`);
  for (const part of parts) {
    if (part.draw === "arrow") {
      if (part.says === undefined) {
        if (part.sign !== "none") problems.push(`the arrow "${part.id}" does not say which fact it draws`);
      } else {
        if (!holds(...part.says))
          problems.push(`the arrow "${part.id}" draws "${part.says.join(" ")}", which no fact says`);
        const sign = signOf(part.says[1]) ?? "none";
        if (sign !== part.sign && sign !== "regulates")
          problems.push(`the arrow "${part.id}" ${part.sign}, and "${part.says[1]}" ${sign}`);
      }
    }
    if ((part.draw === "arrow" || part.draw === "label") && !told.has(part.id))
      problems.push(`no sentence tells of "${part.id}"`);
    const points =
      part.draw === "arrow" || part.draw === "outline" ? part.points : part.draw === "label" ? [part.at] : [];
    if (points.some(([x, y]) => x < 0 || y < 0 || x > size[0] || y > size[1]))
      problems.push(`"${part.id}" stands outside the drawing`);
  }
  const count = (draw: string) => parts.filter((part) => part.draw === draw).length;
  if (count("label") > MOST_LABELS) problems.push(`${count("label")} labels, ${MOST_LABELS} at most`);
  if (count("arrow") > MOST_ARROWS) problems.push(`${count("arrow")} arrows, ${MOST_ARROWS} at most`);
  return problems;
}

export const q20: Rule = { ...cards, check: (context) => [...cards.check(context), ...drawings(context)] };
