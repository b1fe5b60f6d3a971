/** Bad cards with a drawing, which tells its answer or has several. */
import { type Case, inBone } from "./bad-card.ts";
import { card, type Spoil } from "./support.ts";

const titled =
  (id: string, title: string): Spoil =>
  (source) => {
    const found = source.drawings.get(id);
    if (found === undefined) throw new Error(`no drawing "${id}" to spoil`);
    return { ...source, drawings: new Map(source.drawings).set(id, { ...found, title }) };
  };

export const PICTURE_CASES: readonly Case[] = [
  inBone(
    "Q20",
    "a title that tells what is covered",
    "haversian-canal-vessels/diagram",
    titled("osteon", "The Haversian canal"),
    /the title "The Haversian canal" shows the answer/,
  ),
  inBone(
    "Q2",
    "a picture whose covered hormone could be another",
    "pth-lowers-phosphate/diagram",
    card("pth-lowers-phosphate/diagram", {
      asks: "subject",
      kind: "hormone",
      covers: { part: "pth-name", what: "label" },
    }),
    /"fgf23" would be right as well/,
  ),
];
