import type { ComponentChildren, JSX } from "preact";
import { type Command, useKeyboard } from "../keyboard.ts";
import { GoOnBar } from "./GoOnBar.tsx";
import { type FrameProps, StudyFrame } from "./StudyFrame.tsx";

interface Props {
  readonly frame: FrameProps;
  /** The one way on; null where there is nothing to go on to. */
  readonly goOn: { readonly label: string; readonly act: () => void } | null;
  readonly children: ComponentChildren;
}

/** Everything that is read and not graded: a term, a correction, the end of the day, trouble. */
export function NoticeStage({ frame, goOn, children }: Props): JSX.Element {
  useKeyboard({ kind: goOn === null ? "rest" : "notice" }, (command: Command) => {
    if (command.kind === "undo") {
      if (frame.session.canUndo) frame.onUndo();
      return true;
    }
    if (command.kind !== "acknowledge") return false;
    if (goOn === null) frame.once(null, "goOn");
    else goOn.act();
    return goOn !== null;
  });
  return (
    <StudyFrame {...frame} bar={goOn && <GoOnBar label={goOn.label} onGoOn={goOn.act} />}>
      {children}
    </StudyFrame>
  );
}
