/** Words that say up or down. Some turn a thing that way, others only tell where it stands. */
import type { Relation } from "../relations/relation.ts";

export type Direction = NonNullable<Relation["direction"]>;

/** Verbs and their nouns. In a question they claim something, so the wrong one makes the question false. */
const TURNING: Readonly<Record<Direction, string>> = {
  up: "rais(?:e|es|ed|ing)|ris(?:e|es|ing)|increas|promot|stimulat|support|improv|maintain|speed|quicken|accelerat|boost|enhanc|foster|encourag|strengthen|(?:activat|elevat)(?:e|es|ing)\\b|turn(?:s|ed|ing)? up",
  down: "lower(?:s|ed|ing)?|break(?:s|ing)? down|broke down|eat(?:s|ing)?\\b|destroy|dissolv|resorb|erod|strip(?:s|ped)\\b|reduc|inhibit|suppress|weaken|slow|drop|decreas|diminish|block|brak|dampen|curb|hamper|hinder|imped|impair|hold(?:s|ing)? back|turn(?:s|ed|ing)? down",
};

/** States and degrees. They show which way a fact goes, and a question may hold one of either kind in passing. */
const STATES: Readonly<Record<Direction, string>> = {
  up: "keep|excess|elevated|high|more|contribut",
  down: "low|lack|less|fall|fragile",
};

/** Stems with any ending, as whole words. */
const matcher = (stems: string): RegExp => new RegExp(`\\b(?:${stems})\\p{L}*`, "giu");

/** The words of `text` that claim a turn in that direction. */
export const turns = (text: string, direction: Direction): string[] =>
  [...text.matchAll(matcher(TURNING[direction]))].map(([word]) => word);

/** True when anything in `text` shows the direction. */
export const shows = (text: string, direction: Direction): boolean =>
  turns(text, direction).length > 0 || matcher(STATES[direction]).test(text);

export const opposite = (direction: Direction): Direction => (direction === "up" ? "down" : "up");
