import { plain } from "../rich-text.ts";
import { answerText, perCard } from "./rule.ts";

const FEWEST = 2;
const MOST = 5;

/** The only pictures here are pathways: drawn from words, each link told by its shape and its name. */
export const q20 = perCard(
  "Q20",
  "Pictures earn their place",
  (draft, say) => {
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
  },
  "Does the drawing carry the fact, and work without color?",
);
