/** Names broken into lines, and the room that they take. */
import { textWidth } from "../../src/core/deck/picture/letters.ts";

/** @returns lines of about so many letters, no word cut */
export function broken(text: string, letters: number): string[] {
  const count = Math.ceil(text.length / letters);
  const wanted = text.length / count;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length / 2 > wanted || last.length + 1 + word.length > letters + 4)
      lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

export const widthOf = (lines: readonly string[], size: number): number =>
  Math.ceil(Math.max(...lines.map((line) => textWidth(line, size))));
