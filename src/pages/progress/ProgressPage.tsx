import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import type { Live } from "../../session/common/live.ts";
import type { ProgressParts, ProgressView } from "../../session/progress/open.ts";
import { type Part, part } from "../../ui/hooks/part.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { SETTINGS_PAGE, STUDY_PAGE } from "../../ui/parts/addresses.ts";
import { ContainerNote } from "../../ui/parts/ContainerNote.tsx";
import { PageWays } from "../../ui/parts/PageWays.tsx";
import { SaidRegion } from "../../ui/parts/SaidRegion.tsx";
import { TroubleView } from "../../ui/parts/TroubleView.tsx";
import { WithPart } from "../../ui/parts/WithPart.tsx";
import { FitOffer } from "../../ui/progress/FitOffer.tsx";
import { KnowView } from "../../ui/progress/KnowView.tsx";

const MODEL_PANEL = `${SETTINGS_PAGE}#model-title`;
const VIEWS = {
  know: "progressKnow",
  map: "progressMap",
  numbers: "progressNumbers",
  cards: "progressCards",
  report: "progressReport",
} as const;
type View = keyof typeof VIEWS;
const isView = (text: string): text is View => Object.hasOwn(VIEWS, text);

/** The view that the address names, also after Back and Forward, and what of it: `#cards/suspended`. */
function useView(): readonly [view: View, detail: string] {
  const read = (): string => location.hash.slice(1);
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const follow = (): void => setHash(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const [named = "", detail = ""] = hash.split("/");
  return [isView(named) ? named : "know", detail];
}

/** The views of what is known; the address names the one that is shown. */
export function ProgressPage({ progress }: { readonly progress: Live<ProgressView> }): JSX.Element {
  const state = useLive(progress);
  const [view, detail] = useView();
  const [begunWith] = useState(view);
  const hasTurned = useRef(false);
  hasTurned.current ||= view !== begunWith;
  return (
    <main class="progress">
      {/* The focus stays on the link, and what it led to is drawn elsewhere. */}
      <SaidRegion text={hasTurned.current ? t("progressShown", t(VIEWS[view])) : null} />
      <header class="progress-head">
        <h1 class="progress-title">{t("progressTitle")}</h1>
        <nav class="progress-nav" aria-label={t("progressNav")}>
          {Object.entries(VIEWS).map(([name, message]) => (
            <a key={name} href={`#${name}`} aria-current={name === view ? "page" : undefined}>
              {t(message)}
            </a>
          ))}
        </nav>
        <PageWays
          ways={[
            [STUDY_PAGE, t("waysStudy")],
            [SETTINGS_PAGE, t("settingsLink")],
          ]}
        />
      </header>
      {contentOf(state, view, detail)}
    </main>
  );
}

function contentOf(state: ProgressView, view: View, detail: string): JSX.Element | null {
  switch (state.kind) {
    case "opening":
      loadAhead(view);
      return view === "know" && state.kept ? opened(null, <KnowView parts={state.kept} />) : null;
    case "open": {
      const { parts } = state;
      const shown = view === "know" ? <KnowView parts={parts} /> : <Open parts={parts} view={view} detail={detail} />;
      return opened(<FitOffer account={parts.account} href={MODEL_PANEL} />, shown);
    }
    case "container":
      return <ContainerNote onOpen={state.openPlainTab} />;
    case "trouble":
      return <TroubleView message={state.message} loadAgain={state.loadAgain} />;
  }
}

/** In one place before and after the database has answered, so that the elements of what is known stay. */
const opened = (offer: JSX.Element | null, view: JSX.Element): JSX.Element => (
  <>
    {offer}
    {view}
  </>
);

const MAP = part(() => import("../../ui/progress/map/MapView.tsx"));
const NUMBERS = part(() => import("../../ui/progress/numbers/NumbersView.tsx"));
const CARDS = part(() => import("../../ui/progress/cards/CardsView.tsx"));
const REPORT = part(() => import("../../ui/progress/sheet/ReportView.tsx"));

/** While the database is opened. */
function loadAhead(view: View): void {
  if (view === "know") return;
  const ahead: Part<unknown> = { map: MAP, numbers: NUMBERS, cards: CARDS, report: REPORT }[view];
  // Who draws with it says what went wrong.
  ahead.load().catch(() => undefined);
}

interface OpenProps {
  readonly parts: ProgressParts;
  readonly view: Exclude<View, "know">;
  /** What of it the address names. */
  readonly detail: string;
}

function Open({ parts, view, detail }: OpenProps): JSX.Element {
  switch (view) {
    case "map":
      return (
        <WithPart key={view} part={MAP}>
          {({ MapView }) => <MapView parts={parts} />}
        </WithPart>
      );
    case "numbers":
      return (
        <WithPart key={view} part={NUMBERS}>
          {({ NumbersView }) => <NumbersView {...parts} />}
        </WithPart>
      );
    case "cards":
      return (
        <WithPart key={`${view}/${detail}`} part={CARDS}>
          {({ CardsView }) => <CardsView parts={parts} filter={detail} />}
        </WithPart>
      );
    case "report":
      return (
        <WithPart key={view} part={REPORT}>
          {({ ReportView }) => <ReportView parts={parts} />}
        </WithPart>
      );
  }
}
