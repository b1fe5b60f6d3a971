import type { SessionView } from "../../../src/ui/session-view.ts";
import { QuietPage } from "../../../src/ui/study/QuietPage.tsx";
import { StartGate } from "../../../src/ui/study/StartGate.tsx";
import { CARD_NAMES } from "./cards.ts";
import { FakeSession } from "./FakeSession.tsx";
import { SETTINGS_STATES } from "./settings-states.tsx";
import type { Layout, State } from "./state.ts";
import { CORRECTION_VIEW, cardView, DONE_VIEWS, TERM_VIEW, TROUBLE_VIEW } from "./views.ts";

const BOTH: readonly Layout[] = ["popup", "page"];

const study = (first: SessionView, canUndo = true): State => ({
  layouts: BOTH,
  draw: (layout) => <FakeSession first={first} layout={layout} canUndo={canUndo} />,
});

/** Every state that a component can be in, by the name that the gallery's address takes. */
export const STATES: Record<string, State> = {
  ...Object.fromEntries(
    CARD_NAMES.flatMap((name) => [
      [`${name}-question`, study(cardView(name, false))],
      [`${name}-answer`, study(cardView(name, true))],
    ]),
  ),
  loading: study({ kind: "loading" }, false),
  term: study(TERM_VIEW, false),
  correction: study(CORRECTION_VIEW),
  ...Object.fromEntries(Object.entries(DONE_VIEWS).map(([name, view]) => [name, study(view)])),
  trouble: study(TROUBLE_VIEW, false),
  start: {
    layouts: ["page"],
    draw: () => (
      <StartGate onStart={() => window.asked.push("start")}>
        <FakeSession first={cardView("forward-long", false)} layout="page" canUndo={false} />
      </StartGate>
    ),
  },
  quiet: { layouts: ["page"], draw: () => <QuietPage settingsHref="#settings" /> },
  ...SETTINGS_STATES,
};
