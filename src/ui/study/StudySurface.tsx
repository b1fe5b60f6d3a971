import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { plural, t } from "../../platform/i18n.ts";
import type { Session, SessionActions, SessionView } from "../../session/session-view.ts";
import { CardStage } from "./CardStage.tsx";
import { ContainerNote } from "./ContainerNote.tsx";
import { CorrectionView } from "./CorrectionView.tsx";
import { DoneView } from "./DoneView.tsx";
import { FactView } from "./FactView.tsx";
import { LeechLater } from "./LeechLater.tsx";
import { NoticeStage } from "./NoticeStage.tsx";
import { QuietPage } from "./QuietPage.tsx";
import { PausedView, ReturnView } from "./ReturnView.tsx";
import { StudyFrame } from "./StudyFrame.tsx";
import { TermView } from "./TermView.tsx";
import { TroubleView } from "./TroubleView.tsx";
import { type Once, useOnce } from "./use-once.ts";
import { focusStage, useStageFocus } from "./use-stage-focus.ts";
import { WelcomeView } from "./WelcomeView.tsx";

interface Props {
  readonly session: Session;
  readonly layout: "popup" | "page";
  /** Address of the options page; without it there is no link to it. */
  readonly settingsHref?: string;
  /** Address of the page that shows what is known; without it there is no link to it. */
  readonly progressHref?: string;
  /** Sends the study away for a while; without it there is no button. */
  readonly onNotNow?: (() => void) | undefined;
  /** A time that stands still, for fixtures. */
  readonly nowMs?: number;
}

/** Draws whatever a session shows, in the popup as on a full page, with buttons and keys. */
export function StudySurface(props: Props): JSX.Element {
  const { session, layout } = props;
  const { view, actions } = session;
  const root = useRef<HTMLDivElement>(null);
  const once = useOnce(view, session.busy, actions.reveal);
  useStageFocus(root, view, layout);
  const showing = useShowing(session);

  const undo = (): void => {
    if (session.canUndo) once(actions.undo, "undo");
    // Where the same card comes back, the focus would stay on the button, and Space would take back the next answer.
    focusStage(root.current);
  };
  const { settingsHref, progressHref, onNotNow } = props;
  const frame = { session, layout, settingsHref, progressHref, onNotNow, onUndo: undo, once, rootRef: root };

  switch (view.kind) {
    case "loading":
      return (
        <StudyFrame {...frame} bar={null}>
          <h1 class="visually-hidden">{t("extensionShortName")}</h1>
        </StudyFrame>
      );
    case "welcome":
      return (
        <NoticeStage
          frame={frame}
          goOn={{ label: t("welcomeBegin"), act: () => once(actions.acknowledge, "goOn") }}
          aside={{ label: t("welcomePopupOnly"), action: "popup-only", act: () => once(actions.popupOnly) }}
        >
          <WelcomeView />
        </NoticeStage>
      );
    case "return": {
      const label = t(view.plan === null ? "returnGoOn" : "returnWithPlan");
      return (
        <NoticeStage frame={frame} goOn={{ label, act: () => once(actions.acknowledge, "goOn") }}>
          <ReturnView view={view} onPlainly={() => once(actions.comeBackPlainly)} />
        </NoticeStage>
      );
    }
    case "paused":
      return (
        <NoticeStage frame={frame} goOn={{ label: t("pausedEnd"), act: () => once(actions.acknowledge, "goOn") }}>
          <PausedView untilMs={view.untilMs} />
        </NoticeStage>
      );
    case "card":
      return <CardStage key={showing} frame={frame} view={view} />;
    case "leech":
      return <LeechLater key={view.content.id} frame={frame} view={view} />;
    case "term":
      return (
        <NoticeStage frame={frame} goOn={{ label: t("termGoOn"), act: () => once(actions.acknowledge, "goOn") }}>
          <TermView term={view.term} />
        </NoticeStage>
      );
    case "correction":
      return (
        <NoticeStage frame={frame} goOn={{ label: t("correctionGoOn"), act: () => once(actions.acknowledge, "goOn") }}>
          <CorrectionView correction={view.correction} />
        </NoticeStage>
      );
    case "fact":
      return (
        <NoticeStage
          key={view.meeting.fact.id}
          frame={frame}
          goOn={{ label: t("factGoOn"), act: () => once(actions.acknowledge, "goOn") }}
        >
          <FactView view={view} />
        </NoticeStage>
      );
    case "storage":
      return (
        <NoticeStage frame={frame} goOn={{ label: t("storageGoOn"), act: () => once(actions.acknowledge, "goOn") }}>
          <StorageNotice message={view.message} />
        </NoticeStage>
      );
    case "done":
      return (
        <NoticeStage frame={frame} goOn={aheadOf(view, actions, once)}>
          <DoneView
            view={view}
            busy={session.busy}
            onAnswer={actions.answerOffer}
            nowMs={props.nowMs}
            readKnowledge={actions.readKnowledge}
            settingsHref={settingsHref}
            progressHref={progressHref}
          />
        </NoticeStage>
      );
    case "container":
      return (
        <QuietPage settingsHref={props.settingsHref}>
          {view.wanted && <ContainerNote onOpen={actions.openPlainTab} />}
        </QuietPage>
      );
    case "trouble":
      return (
        <NoticeStage frame={frame} goOn={wayOutOf(view.way, actions, once)}>
          <TroubleView message={view.message} />
        </NoticeStage>
      );
  }
}

/** Said once when the browser lost what was stored: what came back, or that nothing did. */
const StorageNotice = ({ message }: { readonly message: string }): JSX.Element => (
  <div class="notice" data-notice="storage">
    <h1 class="eyebrow">{t("storageEyebrow")}</h1>
    <p class="notice-title">{message}</p>
  </div>
);

/** Learning ahead is never begun unasked, and said on the button. */
const aheadOf = ({ ahead }: SessionView & { kind: "done" }, { goAhead }: SessionActions, once: Once) =>
  ahead === 0 ? null : { label: plural("doneAhead", ahead), act: () => once(goAhead, "goOn") };

function wayOutOf(
  way: (SessionView & { kind: "trouble" })["way"],
  actions: SessionActions,
  once: Once,
): { readonly label: string; readonly act: () => void } | null {
  switch (way) {
    case "tryAgain":
      return { label: t("troubleRetry"), act: () => once(actions.acknowledge, "goOn") };
    case "loadAgain":
      return { label: t("troubleLoadAgain"), act: () => once(actions.loadAgain, "goOn") };
    case null:
      return null;
  }
}

/** Counts the showings of cards: the same card shown a second time starts with an empty attempt. */
function useShowing({ view }: Session): number {
  const last = useRef({ id: "", revealed: false, count: 0 });
  const id = view.kind === "card" ? view.content.id : "";
  const revealed = view.kind === "card" && view.revealed;
  const before = last.current;
  const anew = id !== before.id || (before.revealed && !revealed);
  const count = anew ? before.count + 1 : before.count;
  useLayoutEffect(() => {
    last.current = { id, revealed, count };
  });
  return count;
}
