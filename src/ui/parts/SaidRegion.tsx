import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Props {
  readonly text: string | null;
  /** Where this has changed it is said again, though the words are the same. */
  readonly turn?: number;
  /** Of the words, where they are not the page's own. */
  readonly lang?: string | undefined;
}

/**
 * Where a page says in passing what was done, for those who hear it. It stands there from the first frame on and is filled
 * later: a region that comes with its words already in it may not be read out. Nor is one over which a dialog lies, so words
 * that come meanwhile wait until the dialog has closed and given the focus back.
 */
export function SaidRegion({ text, turn = 0, lang }: Props): JSX.Element {
  const region = useRef<HTMLParagraphElement>(null);
  const [said, say] = useState({ text: "", turn });
  // After it was drawn: also a page that begins with something to say has the region first.
  useEffect(() => {
    const isCovered = (): boolean =>
      [...document.querySelectorAll("dialog[open]")].some((dialog) => !dialog.contains(region.current));
    const fill = (): void => {
      if (isCovered()) return;
      const now = { text: text ?? "", turn };
      say((before) => (before.text === now.text && before.turn === turn ? before : now));
    };
    fill();
    document.addEventListener("focusin", fill);
    return () => document.removeEventListener("focusin", fill);
  }, [text, turn]);
  return (
    <p ref={region} class="visually-hidden" role="status" data-said>
      {/* Another element for each turn: the same words in the same place are no change, and nothing is read out. */}
      {said.text && (
        <span key={said.turn} lang={lang}>
          {said.text}
        </span>
      )}
    </p>
  );
}
