import type { Draft } from "../making/draft.ts";
import { parseRich, plain } from "../words/rich-text.ts";
import { rightAnswers, worldOf } from "./q02-one-right-answer.ts";
import { answerText, type Context, type Finding, frontText, means, perCard, type Rule, speaksOf } from "./rule.ts";

/** Options differ by at most 40 % in length; names as short as PTH and FGF23 may differ by a few letters more. */
const BAND = 0.6;
const SLACK = 8;

const cards = perCard(
  "Q14",
  "Multiple choice is fair",
  (draft, say, context) => {
    const { body, spec, asked, source, wrong } = draft;
    if (body.type !== "choice") return;
    if (body.options.length !== 3) say(`has ${body.options.length} options, 3 are wanted`);
    const entities = [asked, ...wrong.flatMap(({ is }) => source.entities.get(is) ?? [])];
    for (const other of entities) {
      if (other.class !== asked.class) say(`"${other.name}" is a ${other.class}, the key is a ${asked.class}`);
    }
    if (new Set(entities.map(({ id }) => id)).size !== entities.length) say("an option stands twice");
    for (const slip of textSlips(draft)) say(slip);
    const lengths = body.options.map((option) => plain(option.text).length);
    const [short, long] = [Math.min(...lengths), Math.max(...lengths)];
    if (short < BAND * long && long - short > SLACK)
      say(`options of ${short} and ${long} letters tell by their length`);
    if (body.options.some((option) => /\b(all|none|both) of the above\b/i.test(plain(option.text))))
      say("all or none of the above");
    const front = frontText(draft);
    if (spec.not === undefined && /\bwhich of (these|the following)\b/i.test(front))
      say("cannot be answered with the options hidden");
    const world = worldOf(draft, context);
    const right = spec.not === undefined ? rightAnswers(draft, world) : [];
    for (const { is } of wrong) if (right.includes(is)) say(`the wrong option "${is}" is true`);
    for (const problem of spec.not === undefined ? lureProblems(draft, context) : []) say(problem);
  },
  "Could you answer with the options covered? Is each wrong option tempting and clearly wrong?",
);

/** A wrong option is of the class that the question names, and the deck says that it is wrong. */
function lureProblems({ wrong, source, kind, fact, asks }: Draft, { around, world }: Context): string[] {
  const [subject, relation, object] = fact.triple;
  return wrong.flatMap(({ is }) => {
    const entity = source.entities.get(is);
    if (entity === undefined) return [];
    const claim = asks === "subject" ? ([is, relation, object] as const) : ([subject, relation, is] as const);
    return [
      ...(around.classes.isA(entity, kind)
        ? []
        : [`the option "${entity.name}" is no ${around.classes.get(kind).one}`]),
      ...(world.isFalse(...claim) ? [] : [`nothing says that "${claim.join(" ")}" is false (alsoFalse in world.yaml)`]),
    ];
  });
}

/**
 * Truth is judged by the entity behind an option, and people read its text, so the text must mean that entity and no
 * other that stands beside it.
 */
function textSlips(draft: Draft): string[] {
  const { asked, source } = draft;
  const wrong = draft.wrong.flatMap(({ is, text }) => {
    const entity = source.entities.get(is);
    return entity === undefined ? [] : [{ entity, text: plain(parseRich(text ?? entity.name)) }];
  });
  const options = [{ entity: asked, text: answerText(draft) }, ...wrong];
  return options.flatMap(({ entity, text }, place) => {
    const others = options.filter(({ entity: other }) => other.id !== entity.id);
    const named = others.find((other) => speaksOf(text, other.entity));
    const earlier = options.slice(0, place).some((other) => bare(other.text) === bare(text));
    return [
      ...(means(text, frontText(draft), entity, source.entities.values())
        ? []
        : [`the option "${text}" does not say "${entity.name}"`]),
      ...(named === undefined ? [] : [`the option "${text}" names "${named.entity.name}", which is another option`]),
      ...(earlier ? [`two options read "${text}"`] : []),
    ];
  });
}

const bare = (text: string): string => text.toLowerCase().replace(/^(a|an|the) /, "");

/** The key stands equally often in each place. */
function balance({ deck }: Context): Finding[] {
  const places = [0, 0, 0];
  for (const card of deck.cards) {
    if (card.type !== "choice") continue;
    const at = card.options.findIndex((option) => option.correct);
    places[at] = (places[at] ?? 0) + 1;
  }
  if (Math.max(...places) - Math.min(...places) <= 1) return [];
  return [
    {
      rule: "Q14",
      at: deck.id,
      message: `the key stands ${places.join(", ")} times in the three places`,
      level: "fail",
    },
  ];
}

export const q14: Rule = { ...cards, check: (context) => [...cards.check(context), ...balance(context)] };
