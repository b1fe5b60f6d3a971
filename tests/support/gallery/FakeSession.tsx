import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { withWording } from "../../../src/core/deck/wording.ts";
import type { SessionView, ShownSession } from "../../../src/session/study/session-view.ts";
import { StudySurface } from "../../../src/ui/study/StudySurface.tsx";
import { fakeDesk } from "./card-desk.ts";
import { KNOWLEDGE } from "./knowledge.ts";
import { cardView, NOW_MS } from "./views.ts";

declare global {
  interface Window {
    /** What the surface asked of its session, in order, for tests to read. */
    asked: string[];
  }
}
window.asked = [];

interface Props {
  readonly first: SessionView;
  readonly layout: "popup" | "page";
  readonly canUndo?: boolean;
  readonly takenBack?: string | null;
  /** Nothing more comes today, as where a plan was made smaller meanwhile. */
  readonly isLast?: boolean;
  /** What comes after the first view, where that is gone on from. */
  readonly second?: SessionView | undefined;
  /** Draws the session otherwise than as a study surface alone. */
  readonly children?: (session: ShownSession) => JSX.Element;
}

/** A session without a database: the answer is shown, a grade brings the next card, undo brings the first one back. */
export function FakeSession({
  first,
  layout,
  canUndo = true,
  takenBack = null,
  isLast = false,
  second,
  children,
}: Props): JSX.Element {
  const [view, setView] = useState(first);
  const [done, setDone] = useState(5);
  const ask = (what: string, next: SessionView): void => {
    window.asked.push(what);
    setView(next);
  };
  const session: ShownSession = {
    view,
    counts:
      first.kind === "done" || isLast
        ? { learning: 0, review: 0, new: 0, doneToday: 14 }
        : { learning: 1, review: 9 - done + 5, new: 2, doneToday: done },
    deckLanguage: "en",
    dayEndsAtMs: NOW_MS + 6 * 3_600_000,
    canUndo,
    undoText: canUndo ? "Undo takes back “Good” on: Which endocrine hormone do osteocytes make?" : null,
    isBeginner: true,
    takenBack,
    takenBackShort: takenBack && "Took back “Good”",
    busy: false,
    actions: {
      begin: () => window.asked.push("begin"),
      reveal: async (_card, said) => {
        const mixedUp = said === "sclerostin" ? { thing: "FGF23", other: said } : null;
        ask("reveal", view.kind === "card" ? { ...view, revealed: true, mixedUp } : view);
        return true;
      },
      grade: (rating) => {
        setDone(done + 1);
        ask(`grade ${rating}`, cardView("reverse", false));
      },
      undo: () => ask("undo", first),
      answerOffer: (wanted) => window.asked.push(`offer ${wanted}`),
      moreNew: (cards) => window.asked.push(`more new ${cards}`),
      comeBackPlainly: () => ask("come back plainly", cardView("forward", false)),
      setAside: (how) => ask(how, cardView("reverse", false)),
      saveWording: async (card, wording) => {
        window.asked.push(`wording of ${card}`);
        if (view.kind === "card" || view.kind === "leech") {
          setView({ ...view, content: withWording(view.deckContent, wording), own: { ...view.own, wording } });
        }
        return true;
      },
      mark: () => {
        if (view.kind !== "card" && view.kind !== "leech") return;
        ask("mark", { ...view, own: { ...view.own, isMarked: !view.own.isMarked } });
      },
      practise: () => ask("practise", cardView("contrast", false)),
      popupOnly: () => ask("popup only", cardView("forward", false)),
      goAhead: () => ask("go ahead", cardView("forward", false)),
      loadAgain: () => {},
      openPlainTab: () => {},
      readKnowledge: async () => KNOWLEDGE,
      cardDesk: async () => (view.kind === "card" || view.kind === "leech" ? fakeDesk(view) : null),
      acknowledge: () => ask("acknowledge", view === first && second ? second : cardView("forward", false)),
    },
  };
  if (children) return children(session);
  return (
    <StudySurface
      session={session}
      layout={layout}
      settingsHref="settings.html"
      progressHref="progress.html"
      onNotNow={layout === "page" ? () => window.asked.push("not now") : undefined}
      nowMs={NOW_MS}
    />
  );
}
