import type { ComponentChild, JSX } from "preact";
import type { RichText, Segment } from "../../core/deck/deck.ts";
import { Blank } from "./Blank.tsx";

/**
 * Structured text as elements. A blank is drawn at its fixed width.
 * @param fill what to write into the blank; leave it out to keep the blank open
 */
export function Rich({ text, fill }: { text: RichText; fill?: string | undefined }): JSX.Element {
  return <>{text.map((segment) => drawn(segment, fill))}</>;
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
