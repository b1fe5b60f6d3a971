import type { Query } from "../knowledge/world.ts";
import { stationsOf } from "../templates/pathway.ts";
import { namesOf } from "../words/english.ts";
import { wordCount } from "../words/rich-text.ts";
import { answerText, frontText, perCard, speaksOf } from "./rule.ts";

const MOST_WORDS = 25;

export const q04 = perCard(
  "Q4",
  "Question stands alone and is short",
  (draft, say, { source }) => {
    const front = frontText(draft);
    const { body, spec, given } = draft;
    const count = wordCount(front);
    if (count > MOST_WORDS) say(`the question has ${count} words, more than ${MOST_WORDS}`);
    if (/\b(the (following|above)|(passage|text|sentence) (above|below))\b/i.test(front))
      say("the question points outside itself");
    const stations = stationsOf(spec).map(({ id }) => source.entities.get(id));
    // "The route that sclerostin takes" stands for its name, where the data say that sclerostin takes it.
    const isFact = (query: Query): boolean => source.facts.some(({ triple }) => triple.join(" ") === query.join(" "));
    const described = spec.where.flatMap((query) =>
      query[2] === given.id && isFact(query) ? [source.entities.get(query[0])] : [],
    );
    const subjects = body.type === "pathway" ? stations : [given, ...described];
    const free = body.type === "vignette" || spec.not !== undefined;
    if (!free && !subjects.some((entity) => entity !== undefined && speaksOf(front, entity))) {
      say(`the question does not name "${given.name}"`);
    }
    // "It raises it" leaves the reader to find out which of two things each word means.
    if (draft.asks === "sign" && /\b(it|they)\b.+\b(it|them)\b/i.test(answerText(draft)))
      say(`the answer "${answerText(draft)}" does not say what it moves`);
    const pronoun = /\b(it|its|this|these|they|their|them)\b/i.exec(front);
    if (pronoun === null || (spec.not !== undefined && /of these\b/.test(front))) return;
    const before = front.slice(0, pronoun.index);
    const named = [...source.entities.values()].some((entity) => namesOf(entity).some((name) => speaks(before, name)));
    if (!named) say(`"${pronoun[0]}" has nothing before it to stand for`);
  },
  "Would you understand the question alone, in six months?",
);

const speaks = (text: string, name: string): boolean => text.toLowerCase().includes(name.toLowerCase());
