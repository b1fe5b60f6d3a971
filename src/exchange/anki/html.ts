import type { RichText, Segment } from "../../core/deck/deck.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // Brackets, backslashes and braces begin sounds, formulas and clozes in Anki.
  "[": "&#91;",
  "\\": "&#92;",
  "{": "&#123;",
};

/** Text as Anki shows it: as it stands. Anki's fields hold HTML, and 0x1f parts them. */
export const escaped = (text: string): string =>
  text.replaceAll("\u001f", " ").replace(/[&<>"'[\\{]/g, (character) => ENTITIES[character] ?? character);

/** Rich text as a field of Anki holds it. */
export const htmlOf = (text: RichText): string => text.map(segmentHtml).join("");

function segmentHtml(segment: Segment): string {
  switch (segment.kind) {
    case "text":
      return escaped(segment.text);
    case "emphasis":
      return `<em>${escaped(segment.text)}</em>`;
    case "blank":
      return '<span class="osteon-blank">\u2003\u2003\u2003</span>';
  }
}
