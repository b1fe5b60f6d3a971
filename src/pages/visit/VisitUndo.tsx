import type { JSX } from "preact";
import type { ShownSession } from "../../session/study/session-view.ts";
import { UndoButton } from "../../ui/parts/UndoButton.tsx";
import { useUndoKeys } from "../../ui/use-undo-keys.ts";

/** Takes the last answer of a visit back, by button and key, where no card is in front. */
export function VisitUndo({
  session: { canUndo, busy, undoText, actions },
}: {
  readonly session: ShownSession;
}): JSX.Element | null {
  const undo = (): void => {
    if (canUndo && !busy) actions.undo();
  };
  useUndoKeys(undo);
  if (!canUndo) return null;
  return <UndoButton action="visit-undo" undoText={undoText} onUndo={undo} />;
}
