/** Bad cards, one by one: what is spoilt, and which rule must say what about it. */
import type { CardSpec } from "../../../cards/files/card-spec.ts";
import { addCard, type Spoil, tides } from "./support.ts";

export const plainCard: CardSpec = {
  where: [],
  wrong: [],
  steps: [],
  reason: "A reason long enough to pass the count of words.",
};
/** A choice of the big deck, to be spoilt: it has none left that asks for one of a class. */
export const cushingChoice: CardSpec = {
  ...plainCard,
  asks: "object",
  why: "Too much cortisol thins skin, muscle and bone.",
  wrong: [
    { is: "aldosterone", why: "Too much aldosterone raises the blood pressure." },
    { is: "adrenaline", why: "Too much adrenaline makes the heart race." },
  ],
};
export const cushing = (patch: Partial<CardSpec>): Spoil =>
  addCard("cushing-cortisol/choice", { ...cushingChoice, ...patch });
export const moonChoice = tides.facts.find(({ id }) => id === "moon-makes-tides")?.cards.choice;
export const wrong = (at: number, patch: object): Partial<CardSpec> => ({
  wrong: (moonChoice?.wrong ?? []).map((option, place) => (place === at ? { ...option, ...patch } : option)),
});

export interface Case {
  readonly rule: string;
  readonly what: string;
  readonly deck: "tides" | "bone";
  readonly spoil: Spoil;
  readonly at: string;
  readonly says: RegExp;
}
const on =
  (deck: Case["deck"]) =>
  (rule: string, what: string, at: string, spoil: Spoil, says: RegExp): Case => ({ rule, what, deck, spoil, at, says });
export const tide = on("tides");
export const inBone = on("bone");
