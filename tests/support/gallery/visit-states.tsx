/** A visit to chosen cards: the question whether what is not due counts, what is asked then, and the end. */
import { VisitPage } from "../../../src/pages/visit/VisitPage.tsx";
import type { SessionView } from "../../../src/session/study/session-view.ts";
import type { Visit } from "../../../src/session/visit/visit.ts";
import { FakeSession } from "./FakeSession.tsx";
import type { State } from "./state.ts";
import { cardView, DONE_VIEWS } from "./views.ts";

const NO_CARDS: SessionView = { kind: "loading" };

/** @param first what the session below the line shows, or has shown last */
const visit = (first: SessionView, shown: Partial<Omit<Visit, "session">>, canUndo = true): State => ({
  layouts: ["page"],
  draw: (layout) => (
    <FakeSession first={first} layout={layout} canUndo={canUndo}>
      {(session) => {
        const state: Visit = {
          session,
          isPractice: false,
          choice: null,
          isEarly: false,
          left: 0,
          known: 0,
          isDone: false,
          hasAsked: true,
          ...shown,
        };
        return (
          <VisitPage
            live={{
              current: () => state,
              subscribe: () => () => {},
              ready: Promise.resolve(),
              practise: () => window.asked.push("practise"),
              letCount: () => window.asked.push("let count"),
            }}
            visit={{ cards: [cardView("forward", false).content.id], chosen: 1 }}
          />
        );
      }}
    </FakeSession>
  ),
});

export const VISIT_STATES: Record<string, State> = {
  "visit-choice": visit(DONE_VIEWS.done ?? NO_CARDS, { choice: { cards: 12, others: 3 } }),
  "visit-choice-one": visit(DONE_VIEWS.done ?? NO_CARDS, { choice: { cards: 1, others: 0 } }, false),
  "visit-early": visit(cardView("forward", true), { isEarly: true }),
  "visit-practice": visit(cardView("forward", false), { isPractice: true, left: 4 }, false),
  "visit-done": visit(DONE_VIEWS.done ?? NO_CARDS, { isDone: true, known: 4 }),
};
