import type { JSX } from "preact";
import type { Reference } from "../../core/deck/deck.ts";
import { addressOf, citationOf } from "../../core/deck/reference.ts";
import { useDeckLang } from "./deck-language.ts";

/** A work as it is cited; a link where it is known where it can be found. */
export function Citation({ reference }: { readonly reference: Reference }): JSX.Element {
  const address = addressOf(reference);
  const lang = useDeckLang();
  if (address === null) return <span lang={lang}>{citationOf(reference)}</span>;
  return (
    <a href={address} lang={lang} target="_blank" rel="noopener noreferrer">
      {citationOf(reference)}
    </a>
  );
}
