/**
 * What the database must do, whichever engine it stands on: run with fake-indexeddb, in Chromium and in Firefox.
 * Each case begins with an empty database.
 */
import { BATCH_CASES } from "./batches.ts";
import { CARD_ACTION_CASES } from "./card-actions.ts";
import { ACTIONS_IN_STEPS } from "./card-actions-in-steps.ts";
import type { Case } from "./case.ts";
import { DAY_CASES } from "./days.ts";
import { DECK_CASES } from "./decks.ts";
import { GRADE_CASES } from "./grade.ts";
import { MERGE_CASES } from "./merge.ts";
import { OPEN_CASES } from "./open.ts";
import { OWN_CASES } from "./own.ts";
import { REGISTER_CASES } from "./registers.ts";
import { TODAY_CASES } from "./today.ts";
import { UNDO_CASES } from "./undo.ts";

export { type Case, runCase } from "./case.ts";

export const CASES: readonly Case[] = [
  ...GRADE_CASES,
  ...UNDO_CASES,
  ...CARD_ACTION_CASES,
  ...ACTIONS_IN_STEPS,
  ...DECK_CASES,
  ...TODAY_CASES,
  ...REGISTER_CASES,
  ...OWN_CASES,
  ...MERGE_CASES,
  ...BATCH_CASES,
  ...DAY_CASES,
  ...OPEN_CASES,
];
