/** The pictures of a card, as files beside the notes: Anki shows images, and knows nothing of drawings. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
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
export function picturesOf(content: CardContent, labels: AnkiLabels): CardPictures | null {
  if (content.type !== "diagram") return null;
  const { drawing, covered } = content;
  const file = (asked: Asked): PictureFile => {
    const state = asked.revealed ? "" : labels.covered[asked.what];
    const words = [`${drawing.title}.`, wordsOf(drawing, asked), state].filter(Boolean).join(" ");
    const svg = svgFile(pictureOf(drawing, asked, labels.signs), words);
    return { name: `osteon-${shortHash(svg)}.svg`, svg, words };
  };
  return { before: file({ ...covered, revealed: false }), after: file({ ...covered, revealed: true }) };
}

/** An image in a field. @param kind a class, for the style of the note type */
export const imageHtml = ({ name, words }: PictureFile, kind: string): string =>
  `<p class="osteon-picture ${kind}"><img src="${name}" alt="${escaped(words)}"></p>`;

/** 80 bits: enough that no two pictures of a collection share a name. */
const shortHash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 10));
