import type { CardContent } from "../../../src/core/deck/deck.ts";
import type { Meeting } from "../../../src/core/plan/meeting.ts";
import type { LeftOut } from "../../../src/session/left-out.ts";
import type { SessionView } from "../../../src/session/study/session-view.ts";
import { LeftOutSheet } from "../../../src/ui/left-out/LeftOutSheet.tsx";
import { PopupOnlyPage } from "../../../src/ui/study/newtab/PopupOnlyPage.tsx";
import { QuietChoice } from "../../../src/ui/study/newtab/QuietChoice.tsx";
import { QuietPage } from "../../../src/ui/study/newtab/QuietPage.tsx";
import { StartGate } from "../../../src/ui/study/newtab/StartGate.tsx";
import { CARD_NAMES, PARACRINE } from "./cards.ts";
import { CHOSEN_STATES } from "./chosen-states.tsx";
import { FakeSession } from "./FakeSession.tsx";
import { INFO_STATES } from "./info-states.tsx";
import { LIST_STATES } from "./list-states.tsx";
import { MAP_STATES } from "./map-states.tsx";
import { MODEL_STATES } from "./model-states.tsx";
import { PLANS_STATES } from "./plans-states.tsx";
import { RING_STATES } from "./ring-states.tsx";
import { SETTINGS_STATES } from "./settings-states.tsx";
import { SHEET_STATES } from "./sheet-states.tsx";
import type { Layout, State } from "./state.ts";
import { there } from "./there.ts";
import {
  CORRECTION_VIEW,
  cardView,
  DONE_VIEWS,
  FACT_VIEW,
  LEECH_VIEW,
  meetingView,
  NOW_MS,
  ownView,
  TERM_VIEW,
  TROUBLE_VIEW,
  typedView,
  viewOf,
} from "./views.ts";
import { VISIT_STATES } from "./visit-states.tsx";

/** The cards with a drawing of the deck that is shipped; the build puts them here. */
declare const BONE_DIAGRAMS: readonly CardContent[];
/** And a fact that is met for each of its drawings, with the card that asks it. */
declare const BONE_MEETINGS: readonly { readonly meeting: Meeting; readonly content: CardContent }[];

const BOTH: readonly Layout[] = ["popup", "page"];

const study = (first: SessionView, canUndo = true, second?: SessionView): State => ({
  layouts: BOTH,
  draw: (layout) => <FakeSession first={first} second={second} layout={layout} canUndo={canUndo} />,
});

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

const click = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();

function type(text: string): void {
  const field = document.querySelector<HTMLInputElement>("[data-answer-field]");
  if (field === null) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  click(".go-on");
}

/** What the deck leaves out, and the works that it cites. */
declare const BONE_DECK: LeftOut;

/** Every state that a component can be in, by the name that the gallery's address takes. */
export const STATES: Record<string, State> = {
  ...Object.fromEntries(
    CARD_NAMES.flatMap((name) => [
      [`${name}-question`, study(cardView(name, false))],
      [`${name}-answer`, study(cardView(name, true))],
    ]),
  ),
  ...Object.fromEntries(
    BONE_DIAGRAMS.flatMap((content) => {
      const name = content.id.replaceAll("/", "-");
      return [
        [`${name}-question`, study(viewOf(content, false))],
        [`${name}-answer`, study(viewOf(content, true))],
      ];
    }),
  ),
  "card-new": study({ ...cardView("forward", false), isNew: true }, false),
  "choice-right": { ...study(cardView("choice", false)), act: () => click("[data-option='1']") },
  "choice-wrong": { ...study(cardView("choice-long", false)), act: () => click("[data-option='0']") },
  "number-right": { ...study(cardView("number", false)), act: () => type("0,7") },
  "number-wrong": { ...study(cardView("number", false)), act: () => type("5") },
  "typed-asked": study(typedView()),
  "typed-right": { ...study(typedView()), act: () => type("fgf 23") },
  "typed-near": { ...study(typedView("reverse")), act: () => type("osteocxtes") },
  "typed-wrong": { ...study(typedView()), act: () => type("sclerostin") },
  "words-open": { ...study(cardView("forward", true)), act: () => click("[aria-controls='glossary-panel']") },
  "more-open": { ...study(cardView("forward", true)), act: () => click("[aria-controls='more-panel']") },
  "more-learnt": { ...study(cardView("forward-long", true)), act: () => click("[aria-controls='more-panel']") },
  "source-open": {
    ...study(cardView("disputed", true)),
    act: async () => {
      click(".source summary");
      const report = await there(".report");
      click(".report summary");
      report.scrollIntoView();
    },
  },
  "term-last": { layouts: BOTH, draw: (layout) => <FakeSession first={TERM_VIEW} layout={layout} isLast /> },
  "term-keys": { ...study(TERM_VIEW, false), act: () => press("?") },
  "taken-back": {
    layouts: BOTH,
    draw: (layout) => (
      <FakeSession
        first={cardView("forward", false)}
        layout={layout}
        takenBack="Took back “Good” on: Which endocrine hormone do osteocytes make?"
      />
    ),
  },
  own: study(ownView("forward", true)),
  leech: study(LEECH_VIEW),
  "edit-open": { ...study(ownView("forward", true)), act: () => press("e") },
  "edit-choice": { ...study(ownView("choice", false)), act: () => press("e") },
  ...CHOSEN_STATES,
  ...INFO_STATES,
  "edit-leech": { ...study(LEECH_VIEW), act: () => press("e") },
  loading: study({ kind: "loading" }, false),
  welcome: study({ kind: "welcome" }, false),
  return: study(
    {
      kind: "return",
      days: 31,
      begun: 120,
      recalled: 97,
      fading: 41,
      aside: 0,
      due: 96,
      plan: { perDay: 20, untilDay: 20787 },
      clearedAtMs: NOW_MS + 6 * 86_400_000,
    },
    false,
  ),
  "return-few": study(
    { kind: "return", days: 120, begun: 15, recalled: 9, fading: 12, aside: 3, due: 15, plan: null, clearedAtMs: null },
    false,
  ),
  paused: study({ kind: "paused", untilMs: NOW_MS + 9 * 86_400_000 }),
  term: study(TERM_VIEW, false, { kind: "term", term: PARACRINE }),
  fact: study(FACT_VIEW, false),
  ...Object.fromEntries(
    BONE_MEETINGS.map(({ meeting, content }) => [
      `fact-${meeting.drawing?.id}`,
      study(meetingView(meeting, content), false),
    ]),
  ),
  correction: study(CORRECTION_VIEW),
  ...Object.fromEntries(Object.entries(DONE_VIEWS).map(([name, view]) => [name, study(view)])),
  trouble: study(TROUBLE_VIEW, false),
  start: {
    layouts: ["page"],
    draw: () => (
      <StartGate onStart={() => window.asked.push("start")} hint="then Space shows the answer, 1 to 4 grade it">
        <FakeSession first={cardView("forward-long", false)} layout="page" canUndo={false} />
      </StartGate>
    ),
  },
  "quiet-until-tomorrow": {
    layouts: ["page"],
    draw: () => (
      <QuietPage settingsHref="#settings">
        <QuietChoice
          quiet={{ kind: "until", untilMs: NOW_MS }}
          takesFocus={false}
          onTabs={() => {}}
          onEnd={() => {}}
          settingsHref="settings.html"
        />
      </QuietPage>
    ),
  },
  "quiet-enough": {
    layouts: ["page"],
    draw: () => (
      <QuietPage settingsHref="#settings">
        <QuietChoice
          quiet={{ kind: "enough", cards: 20, untilMs: NOW_MS }}
          takesFocus={false}
          onTabs={() => {}}
          onEnd={() => {}}
          onUndo={() => {}}
          settingsHref="settings.html"
        />
      </QuietPage>
    ),
  },
  ...Object.fromEntries(
    [true, false].map((inFirefox): [string, State] => [
      `popup-only-${inFirefox ? "firefox" : "other"}`,
      {
        layouts: ["page"],
        draw: () => (
          <PopupOnlyPage
            settingsHref="#settings"
            inFirefox={inFirefox}
            readPause={async () => (inFirefox ? NOW_MS + 9 * 86_400_000 : null)}
            readButton={async () => false}
            readShortcut={async () => "Alt+Shift+O"}
          />
        ),
      },
    ]),
  ),
  container: {
    layouts: ["page"],
    draw: () => <FakeSession first={{ kind: "container", wanted: true }} layout="page" />,
  },
  "left-out": { layouts: ["page"], draw: () => <LeftOutSheet decks={[BONE_DECK]} /> },
  ...SETTINGS_STATES,
  ...PLANS_STATES,
  ...LIST_STATES,
  ...MAP_STATES,
  ...RING_STATES,
  ...SHEET_STATES,
  ...MODEL_STATES,
  ...VISIT_STATES,
};
