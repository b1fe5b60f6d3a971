import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { Once } from "../../session/study/once.ts";
import type { SessionActions, SessionView, ShownSession } from "../../session/study/session-view.ts";
import { SaidRegion } from "../parts/SaidRegion.tsx";
import { TroubleView } from "../parts/TroubleView.tsx";
import { WithPart } from "../parts/WithPart.tsx";
import { CardStage } from "./card/CardStage.tsx";
import { useOnce } from "./frame/use-once.ts";
import { focusStage, useKeysAfterClick, useStageFocus } from "./frame/use-stage-focus.ts";
import { STAGES } from "./page-parts.ts";
import { NoticeStage } from "./read/NoticeStage.tsx";
import { type FrameProps, StudyFrame } from "./StudyFrame.tsx";

interface Props {
  readonly session: ShownSession;
  readonly layout: "popup" | "page";
  /** Address of the options page; without it there is no link to it. */
  readonly settingsHref?: string;
  /** Address of the page that shows what is known; without it there is no link to it. */
  readonly progressHref?: string;
  /** Sends the study away for a while; without it there is no button. */
  readonly onNotNow?: (() => void) | undefined;
  /** The page around it tells what was taken back, also where this surface is not there. */
  readonly isTold?: boolean;
  /** A time that stands still, for fixtures. */
  readonly nowMs?: number;
}

/** Draws whatever a session shows, in the popup as on a full page, with buttons and keys. */
export function StudySurface(props: Props): JSX.Element {
  const { session, layout } = props;
  const { view, actions } = session;
  const root = useRef<HTMLDivElement>(null);
  const once = useOnce(view, session.busy, (card) => logFailure("showing the answer", actions.reveal(card)));
  useStageFocus(root, session, layout);
  useKeysAfterClick(root);
  const showing = useShowing(session);

  const undo = (): void => {
    if (session.canUndo) once(actions.undo, "undo");
    // Where the same card comes back, the focus would stay on the button, and Space would take back the next answer.
    focusStage(root.current);
  };
  const { settingsHref, progressHref, onNotNow } = props;
  const frame = { session, layout, settingsHref, progressHref, onNotNow, onUndo: undo, once, rootRef: root };
  const stage = <Stage frame={frame} showing={showing} nowMs={props.nowMs} />;
  // Nothing is studied there.
  if (view.kind === "container") return stage;
  return (
    <div
      class="study"
      data-layout={layout}
      data-explained={isExplained(session)}
      data-kept={session.isKept ? "" : undefined}
      ref={root}
    >
      {!props.isTold && <SaidRegion text={session.takenBack} />}
      {stage}
    </div>
  );
}

/** The grades say what they mean, and need the room before they are there, so that nothing moves. */
const isExplained = ({ view, isBeginner }: ShownSession): "" | undefined =>
  (view.kind === "card" ? view.isBeginner : isBeginner) ? "" : undefined;

interface StageProps {
  readonly frame: FrameProps;
  readonly nowMs: number | undefined;
  /** Counts the showings of cards. */
  readonly showing: number;
}

/** What a session shows at this moment, within the rows that never move. */
function Stage({ frame, showing, nowMs }: StageProps): JSX.Element {
  const { session, once } = frame;
  const { view, actions } = session;
  switch (view.kind) {
    case "loading":
      return (
        <StudyFrame {...frame} bar={null}>
          <h1 class="visually-hidden">{t("extensionShortName")}</h1>
        </StudyFrame>
      );
    case "card":
      return <CardStage key={showing} frame={frame} view={view} />;
    case "trouble":
      return (
        <NoticeStage frame={frame} goOn={wayOutOf(view.way, actions, once)}>
          <TroubleView message={view.message} />
        </NoticeStage>
      );
    default:
      return (
        <WithPart part={STAGES} meanwhile={<StudyFrame {...frame} bar={null} />}>
          {({ ReadStage }) => <ReadStage frame={frame} view={view} nowMs={nowMs} />}
        </WithPart>
      );
  }
}

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
function useShowing({ view }: ShownSession): number {
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
