import { plain } from "../rich-text.ts";
import { rightAnswers, worldOf } from "./q02-one-right-answer.ts";
import { type Context, type Finding, frontText, perCard, type Rule } from "./rule.ts";

/** Options differ by at most 40 % in length; names as short as PTH and FGF23 may differ by a few letters more. */
const BAND = 0.6;
const SLACK = 8;

const cards = perCard(
  "Q14",
  "Multiple choice is fair",
  (draft, say, context) => {
    const { body, spec, asked, source } = draft;
    if (body.type !== "choice") return;
    if (body.options.length !== 3) say(`has ${body.options.length} options, 3 are wanted`);
    const entities = [asked, ...spec.wrong.flatMap(({ is }) => source.entities.get(is) ?? [])];
    for (const other of entities) {
      if (other.class !== asked.class) say(`"${other.name}" is a ${other.class}, the key is a ${asked.class}`);
    }
    if (new Set(entities.map(({ id }) => id)).size !== entities.length) say("an option stands twice");
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
    for (const { is } of spec.wrong) if (right.includes(is)) say(`the wrong option "${is}" is true`);
  },
  "Could you answer with the options covered? Is each wrong option tempting and clearly wrong?",
);

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
