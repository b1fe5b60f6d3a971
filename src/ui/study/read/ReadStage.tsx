import type { JSX } from "preact";
import { plural, t } from "../../../platform/i18n.ts";
import { hasNewTab } from "../../../platform/own-manifest.ts";
import type { Once } from "../../../session/study/once.ts";
import type { SessionActions, SessionView } from "../../../session/study/session-view.ts";
import { ContainerNote } from "../../parts/ContainerNote.tsx";
import { QuietPage } from "../newtab/QuietPage.tsx";
import type { FrameProps } from "../StudyFrame.tsx";
import { CorrectionView } from "./CorrectionView.tsx";
import { DoneView } from "./DoneView.tsx";
import { FactView } from "./FactView.tsx";
import { LeechStage } from "./LeechStage.tsx";
import { NoticeStage } from "./NoticeStage.tsx";
import { NOTICE_TITLE } from "./notice-title.ts";
import { PausedView, ReturnView } from "./ReturnView.tsx";
import { TermView } from "./TermView.tsx";
import { WelcomeView } from "./WelcomeView.tsx";

interface Props {
  readonly frame: FrameProps;
  readonly view: Exclude<SessionView, { kind: "loading" | "card" | "trouble" }>;
  /** A time that stands still, for fixtures. */
  readonly nowMs?: number | undefined;
}

/** Whatever a session shows that is read and not graded, but for what went wrong. */
export function ReadStage({ frame, view, nowMs }: Props): JSX.Element {
  const { actions } = frame.session;
  switch (view.kind) {
    case "welcome":
      return (
        <NoticeStage
          frame={frame}
          goOn={{ label: t("welcomeBegin"), act: () => frame.once(actions.acknowledge, "goOn") }}
          aside={
            hasNewTab()
              ? { label: t("welcomePopupOnly"), action: "popup-only", act: () => frame.once(actions.popupOnly) }
              : undefined
          }
        >
          <WelcomeView />
        </NoticeStage>
      );
    case "return": {
      const label = t(view.plan === null ? "returnGoOn" : "returnWithPlan");
      return (
        <NoticeStage frame={frame} goOn={{ label, act: () => frame.once(actions.acknowledge, "goOn") }}>
          <ReturnView view={view} onPlainly={() => frame.once(actions.comeBackPlainly)} />
        </NoticeStage>
      );
    }
    case "paused":
      return (
        // No key ends it: a slip of Space would end a holiday.
        <NoticeStage frame={frame} goOn={null}>
          <PausedView untilMs={view.untilMs} onEnd={() => frame.once(actions.acknowledge)} />
        </NoticeStage>
      );
    case "leech":
      return <LeechStage key={view.content.id} frame={frame} view={view} />;
    case "term":
      return (
        <NoticeStage
          key={view.term.id}
          frame={frame}
          goOn={{ label: t("termGoOn"), act: () => frame.once(actions.acknowledge, "goOn") }}
        >
          <TermView term={view.term} />
        </NoticeStage>
      );
    case "correction":
      return (
        <NoticeStage
          key={view.correction.fact}
          frame={frame}
          goOn={{ label: t("correctionGoOn"), act: () => frame.once(actions.acknowledge, "goOn") }}
        >
          <CorrectionView correction={view.correction} />
        </NoticeStage>
      );
    case "fact":
      return (
        <NoticeStage
          key={view.meeting.fact.id}
          frame={frame}
          goOn={{ label: t("factGoOn"), act: () => frame.once(actions.acknowledge, "goOn") }}
        >
          <FactView view={view} />
        </NoticeStage>
      );
    case "storage":
      return (
        <NoticeStage
          frame={frame}
          goOn={{ label: t("storageGoOn"), act: () => frame.once(actions.acknowledge, "goOn") }}
        >
          <StorageNotice message={view.message} />
        </NoticeStage>
      );
    case "done":
      return (
        <NoticeStage frame={frame} goOn={aheadOf(view, actions, frame.once)}>
          <DoneView
            view={view}
            busy={frame.session.busy}
            onAnswer={actions.answerOffer}
            onMoreNew={actions.moreNew}
            nowMs={nowMs}
            readKnowledge={actions.readKnowledge}
            readAnewWith={`${frame.session.news ?? 0} ${frame.session.dayEndsAtMs ?? 0}`}
            settingsHref={frame.settingsHref}
            progressHref={frame.progressHref}
          />
        </NoticeStage>
      );
    case "container":
      return (
        <QuietPage settingsHref={frame.settingsHref}>
          {view.wanted && <ContainerNote onOpen={actions.openPlainTab} />}
        </QuietPage>
      );
  }
}

/** Said once when the browser lost what was stored: what came back, or that nothing did. */
const StorageNotice = ({ message }: { readonly message: string }): JSX.Element => (
  <article class="notice" data-notice="storage" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
    <h1 id={NOTICE_TITLE} class="eyebrow">
      {t("storageEyebrow")}
    </h1>
    <p class="notice-title">{message}</p>
  </article>
);

/** Learning ahead is never begun unasked, and said on the button. */
const aheadOf = ({ ahead }: SessionView & { kind: "done" }, { goAhead }: SessionActions, once: Once) =>
  ahead === 0 ? null : { label: plural("doneAhead", ahead), act: () => once(goAhead, "goOn") };
