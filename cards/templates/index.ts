/** One template for each type of card. */
import type { CardType } from "../../src/core/deck/deck.ts";
import { choice } from "./choice.ts";
import { cloze } from "./cloze.ts";
import { contrast } from "./contrast.ts";
import { diagram } from "./diagram.ts";
import { forward } from "./forward.ts";
import { number } from "./number.ts";
import { pathway } from "./pathway.ts";
import { reverse } from "./reverse.ts";
import type { Template } from "./template.ts";
import { vignette } from "./vignette.ts";

export const TEMPLATES: Readonly<Record<CardType, Template>> = {
  forward,
  reverse,
  cloze,
  contrast,
  choice,
  pathway,
  vignette,
  number,
  diagram,
};

/** Which end of its fact a card of each type asks for, where its author does not say. */
export const USUAL_ENDS: Readonly<Record<CardType, "subject" | "object">> = {
  forward: "object",
  reverse: "subject",
  cloze: "object",
  contrast: "object",
  choice: "object",
  pathway: "object",
  vignette: "object",
  number: "object",
  diagram: "object",
};
