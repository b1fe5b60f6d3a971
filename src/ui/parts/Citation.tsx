import type { JSX } from "preact";
import type { Reference } from "../../core/deck/deck.ts";
import { addressOf, citationOf } from "../../core/deck/reference.ts";

/** A work as it is cited; a link where it is known where it can be found. */
export function Citation({ reference }: { readonly reference: Reference }): JSX.Element {
  const address = addressOf(reference);
  if (address === null) return <>{citationOf(reference)}</>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {citationOf(reference)}
    </a>
  );
}
