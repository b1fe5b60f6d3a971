/** Every bad card that is tried on the rules. */
import type { Case } from "./bad-card.ts";
import { DECK_CASES } from "./bad-content.ts";
import { LINK_CASES } from "./bad-links.ts";
import { PICTURE_CASES } from "./bad-pictures.ts";
import { QUESTION_CASES } from "./bad-questions.ts";
import { MORE_CASES } from "./bad-reading.ts";
import { NUMBERED_CASES } from "./bad-reading-numbered.ts";
import { SIDE_CASES } from "./bad-sides.ts";
import { TRUTH_CASES } from "./bad-truth.ts";

export const CASES: readonly Case[] = [
  ...QUESTION_CASES,
  ...TRUTH_CASES,
  ...DECK_CASES,
  ...PICTURE_CASES,
  ...NUMBERED_CASES,
  ...MORE_CASES,
  ...SIDE_CASES,
  ...LINK_CASES,
];
