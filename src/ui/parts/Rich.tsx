import type { ComponentChild, JSX } from "preact";
import type { RichText, Segment } from "../../core/deck/deck.ts";
import { Blank } from "./Blank.tsx";
import { useDeckLang } from "./deck-language.ts";

/**
 * Structured text as elements, in the language of its deck. A blank is drawn at its fixed width.
 * @param fill what to write into the blank; leave it out to keep the blank open
 */
export function Rich({ text, fill }: { text: RichText; fill?: string | undefined }): JSX.Element {
  const lang = useDeckLang();
  const drawnText = <>{text.map((segment) => drawn(segment, fill))}</>;
  return lang === undefined ? drawnText : <span lang={lang}>{drawnText}</span>;
}

function drawn(segment: Segment, fill: string | undefined): ComponentChild {
  switch (segment.kind) {
    case "text":
      return segment.text;
    case "emphasis":
      return <em>{segment.text}</em>;
    case "blank":
      return <Blank fill={fill} />;
  }
}
