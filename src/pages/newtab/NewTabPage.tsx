import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { readAppearance } from "../../platform/appearance.ts";
import { isAskedToStudy } from "../../platform/asked-to-study.ts";
import { isFirefox } from "../../platform/is-firefox.ts";
import { hasNewTab } from "../../platform/own-manifest.ts";
import { keepQuiet, type Quiet } from "../../platform/quiet-tabs.ts";
import type { Live } from "../../session/common/live.ts";
import type { ShownSession } from "../../session/study/session-view.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { WithPart } from "../../ui/parts/WithPart.tsx";
import { StartGate } from "../../ui/study/newtab/StartGate.tsx";
import { startHint } from "../../ui/study/newtab/start-hint.ts";
import { STAGES } from "../../ui/study/page-parts.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

interface Props {
  readonly live: Live<ShownSession>;
  readonly settingsHref: string;
  readonly progressHref: string;
  /** The page was loaded again to study, and the keys are for that. */
  readonly isBack?: boolean;
}

/** The study session on a new tab, which can be sent away. */
export function NewTabPage({ live, settingsHref, progressHref, isBack: wasLoaded = false }: Props): JSX.Element {
  const session = useLive(live);
  const [quiet, setQuiet] = useState<Quiet | null>(null);
  const [isBack, setBack] = useState(wasLoaded);
  const { view, dayEndsAtMs } = session;
  const away = (): void => {
    if (dayEndsAtMs === null) return;
    const until: Quiet = { kind: "until", untilMs: dayEndsAtMs };
    keepQuiet(until);
    setQuiet(until);
  };
  const undo = (): void => {
    setBack(true);
    session.actions.undo();
  };
  const staysHere = view.kind === "container" || view.kind === "welcome" || view.kind === "trouble";
  const canGo = dayEndsAtMs !== null && !staysHere && hasNewTab();
  // Before the next question, never under one that was turned; whoever presses the key of the study asks for cards.
  const asks = (view.kind === "card" && !view.revealed) || view.kind === "fact" || view.kind === "term";
  const enough = asks && !isAskedToStudy() && hasNewTab() ? session.enough : null;

  const kept = quiet ?? enough;
  if (kept)
    return (
      <WithPart part={STAGES}>
        {({ QuietTab }) => (
          <QuietTab
            key={kept.kind}
            first={kept}
            takesFocus
            settingsHref={settingsHref}
            onUndo={enough && session.canUndo && !session.busy ? undo : undefined}
          />
        )}
      </WithPart>
    );
  // "Popup only" on the first screen: the tab is a plain quiet page from then on.
  const isKnown = !session.busy && session.dayEndsAtMs !== null && view.kind !== "container";
  if (isKnown && !isAskedToStudy() && !readAppearance().newTabSession)
    return (
      <WithPart part={STAGES}>
        {({ PopupOnlyPage }) => <PopupOnlyPage settingsHref={settingsHref} inFirefox={isFirefox()} takesFocus />}
      </WithPart>
    );
  const surface = (
    <StudySurface
      session={session}
      layout="page"
      settingsHref={settingsHref}
      progressHref={progressHref}
      onNotNow={canGo ? away : undefined}
    />
  );
  // There is nothing to start in a container.
  if (view.kind === "container") return surface;
  return (
    <StartGate onStart={session.actions.begin} hint={startHint(view)} isBack={isBack}>
      {surface}
    </StartGate>
  );
}
