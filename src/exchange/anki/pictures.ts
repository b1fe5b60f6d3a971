/** The pictures of a card, as files beside the notes: Anki shows images, and knows nothing of drawings. */
import type { CardContent } from "../../core/deck/deck.ts";
import { type Asked, pictureOf, wordsOf } from "../../core/deck/picture/picture.ts";
import { svgFile } from "../../core/deck/picture/svg-file.ts";
import { escaped } from "./html.ts";
import type { AnkiLabels } from "./labels.ts";

export interface PictureFile {
  /** Follows from what the picture shows: the same picture of two cards, or of two exports, is one file. */
  readonly name: string;
  readonly svg: string;
  /** What it shows, for those who do not see it. */
  readonly words: string;
}

/** The picture with its part covered, and with the part shown. */
export interface CardPictures {
  readonly before: PictureFile;
  readonly after: PictureFile;
}

/** Null for a card without a drawing. */
export async function picturesOf(content: CardContent, labels: AnkiLabels): Promise<CardPictures | null> {
  if (content.type !== "diagram") return null;
  const { drawing, covered } = content;
  const file = async (asked: Asked): Promise<PictureFile> => {
    const state = asked.revealed ? "" : labels.covered[asked.what];
    const words = [`${drawing.title}.`, wordsOf(drawing, asked), state].filter(Boolean).join(" ");
    const svg = svgFile(pictureOf(drawing, asked, labels.signs), words);
    return { name: `osteon-${await shortHash(svg)}.svg`, svg, words };
  };
  return { before: await file({ ...covered, revealed: false }), after: await file({ ...covered, revealed: true }) };
}

/** An image in a field. @param kind a class, for the style of the note type */
export const imageHtml = ({ name, words }: PictureFile, kind: string): string =>
  `<p class="osteon-picture ${kind}"><img src="${name}" alt="${escaped(words)}"></p>`;

/** 80 bits: enough that no two pictures of a collection share a name. */
async function shortHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest).slice(0, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
