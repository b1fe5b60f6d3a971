import type { JSX } from "preact";
import type { SessionView } from "../../../session/study/session-view.ts";
import { EditDialog } from "../../edit/EditDialog.tsx";
import type { Dialog } from "../frame/dialog.ts";
import { focusStageAgain } from "../frame/use-stage-focus.ts";
import type { FrameProps } from "../StudyFrame.tsx";
import { InfoBeside } from "./InfoBeside.tsx";

interface Props {
  readonly frame: FrameProps;
  readonly view: SessionView & { kind: "card" | "leech" };
  readonly what: Dialog;
  readonly onClose: () => void;
}

/** A dialog for the card in front. Closed, it gives the focus back to the stage. */
export const StageDialog = ({ frame, view, what, onClose }: Props): JSX.Element =>
  what === "edit" ? (
    <EditDialog
      content={view.deckContent}
      wording={view.own.wording}
      onSave={(wording) => frame.session.actions.saveWording(view.content.id, wording)}
      onClose={() => {
        onClose();
        focusStageAgain(frame.rootRef.current);
      }}
    />
  ) : (
    <InfoBeside frame={frame} view={view} first={what} onClose={onClose} />
  );
