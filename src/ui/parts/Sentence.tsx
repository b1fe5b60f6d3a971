import { type ComponentChildren, Fragment, type JSX } from "preact";
import { type MessageKey, t } from "../../platform/i18n.ts";

/** Characters that no text has, one for each piece. */
const PLACES: readonly string[] = ["\ue000", "\ue001"];
const PLACE = /([\ue000\ue001])/u;

interface Props {
  readonly message: MessageKey;
  /** What the message is filled with, in the order of its places. */
  readonly pieces: readonly [ComponentChildren, ComponentChildren?];
  /** Draws the words around the pieces. */
  readonly words?: (text: string) => ComponentChildren;
}

/** A sentence with marked-up pieces, wherever in it a language has them stand. */
export function Sentence({ message, pieces, words = (text) => text }: Props): JSX.Element {
  const parts = t(message, ...PLACES.slice(0, pieces.length)).split(PLACE);
  return (
    <>
      {parts.map((part, at) => {
        const piece = PLACES.indexOf(part);
        // The parts have no other name than their place.
        return <Fragment key={`${at}`}>{piece < 0 ? words(part) : pieces[piece]}</Fragment>;
      })}
    </>
  );
}
