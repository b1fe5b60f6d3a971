import type { ComponentChildren, JSX, RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Term } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import type { Once } from "../../session/study/once.ts";
import type { SessionView, ShownSession } from "../../session/study/session-view.ts";
import { DeckLanguage } from "../parts/deck-language.ts";
import { WithPart } from "../parts/WithPart.tsx";
import type { More } from "./frame/MoreButton.tsx";
import { StudyHeader } from "./frame/StudyHeader.tsx";
import { focusStage } from "./frame/use-stage-focus.ts";
import { PIECES } from "./pieces-part.ts";

export interface FrameProps {
  readonly session: ShownSession;
  readonly layout: "popup" | "page";
  readonly settingsHref: string | undefined;
  readonly progressHref: string | undefined;
  readonly onNotNow?: (() => void) | undefined;
  readonly onUndo: () => void;
  readonly once: Once;
  readonly rootRef: RefObject<HTMLDivElement | null>;
}

/** Where no card is in front, what Undo takes back may lie far back, as in a pause: it stands there before it is pressed. */
const saysUndo = ({ kind }: SessionView): boolean => kind === "paused" || kind === "return" || kind === "done";

/** The rows that never move: what is left, the sheet, the bar. Over the bar the card's words, where they are asked for. */
export function StudyFrame({
  bar,
  more = null,
  children,
  ...frame
}: FrameProps & { bar: ComponentChildren; more?: More | null; children?: ComponentChildren }): JSX.Element {
  const { view, takenBack, takenBackShort, undoText, allowFolder } = frame.session;
  const isOfCard = view.kind === "card" || view.kind === "fact";
  const words = isOfCard ? wordsOf(view) : [];
  // Of this card alone: the next one begins with its words folded.
  const card = isOfCard ? view.content.id : null;
  const [openFor, setOpenFor] = useState<string | null>(null);
  const open = words.length > 0 && openFor === card;
  useLayoutEffect(() => {
    if (!open && !more?.open) return;
    const close = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setOpenFor(null);
      if (more?.open) more.onToggle();
    };
    // Capturing: what is open is closed before Escape means anything else.
    document.addEventListener("keydown", close, { capture: true });
    return () => document.removeEventListener("keydown", close, { capture: true });
  }, [open, more]);
  return (
    <>
      <StudyHeader
        session={frame.session}
        settingsHref={frame.settingsHref}
        progressHref={frame.progressHref}
        onNotNow={frame.onNotNow}
        onUndo={frame.onUndo}
        more={more}
        words={words.length > 0 ? { open, onToggle: () => setOpenFor(open ? null : card) } : null}
      />
      <DeckLanguage.Provider value={frame.session.deckLanguage}>
        <main class="sheet">
          {/* For the eye: it is read out from the region of the page. */}
          <p class="taken-back" aria-hidden="true">
            {takenBackShort}
          </p>
          {children}
          {takenBack === null && undoText && saysUndo(view) && (
            <p class="fine undo-next" data-undo-next>
              {undoText}
            </p>
          )}
          {allowFolder && (
            <WithPart part={PIECES}>
              {({ FolderLine }) => (
                <FolderLine
                  onAllow={() => {
                    allowFolder();
                    // The line may go, and the next key is for the card.
                    focusStage(frame.rootRef.current);
                  }}
                  settingsHref={frame.layout === "popup" ? frame.settingsHref : undefined}
                />
              )}
            </WithPart>
          )}
        </main>
        {more?.open && (
          <WithPart part={PIECES}>
            {({ MorePanel }) => <MorePanel {...more} canUndo={frame.session.canUndo} />}
          </WithPart>
        )}
        {open && <WithPart part={PIECES}>{({ Glossary }) => <Glossary words={words} />}</WithPart>}
      </DeckLanguage.Provider>
      <footer class="study-bar">{bar}</footer>
    </>
  );
}

/**
 * The glossary terms that may be looked up now. Before the answer only those whose name stands in the question:
 * the list of the others would give the answer away.
 */
export function wordsOf(view: SessionView & { kind: "card" | "fact" }): readonly Term[] {
  // A fact that is met gives nothing away that it does not say itself.
  if (view.kind === "fact" || view.revealed) return view.terms;
  const front = plainText(view.content.front).toLowerCase();
  return view.terms.filter((term) => front.includes(term.name.toLowerCase()));
}
