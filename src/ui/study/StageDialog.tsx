import type { JSX } from "preact";
import type { SessionView } from "../../session/session-view.ts";
import { EditLater } from "../edit/EditLater.tsx";
import type { FrameProps } from "./StudyFrame.tsx";
import { focusStageAgain } from "./use-stage-focus.ts";

interface Props {
  readonly frame: FrameProps;
  readonly view: SessionView & { kind: "card" | "leech" };
  readonly onClose: () => void;
}

/** The dialog for the wording of the card in front. Closed, it gives the focus back to the stage. */
export const StageEditor = ({ frame: { session, rootRef }, view, onClose }: Props): JSX.Element => (
  <EditLater
    content={view.deckContent}
    wording={view.own.wording}
    onSave={(wording) => session.actions.saveWording(view.content.id, wording)}
    onClose={() => {
      onClose();
      focusStageAgain(rootRef.current);
    }}
  />
);
