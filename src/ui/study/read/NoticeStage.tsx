import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { type Command, useKeyboard } from "../../keyboard.ts";
import { GoOnBar } from "../frame/GoOnBar.tsx";
import { type FrameProps, StudyFrame } from "../StudyFrame.tsx";

interface Props {
  readonly frame: FrameProps;
  /** The one way on; null where there is nothing to go on to. */
  readonly goOn: { readonly label: string; readonly act: () => void } | null;
  /** A way beside it, which is there from the beginning however long the text is. */
  readonly aside?: { readonly label: string; readonly action: string; readonly act: () => void } | undefined;
  readonly children: ComponentChildren;
}

/** Everything that is read and not graded: a term, a correction, the end of the day, trouble. */
export function NoticeStage({ frame, goOn, aside, children }: Props): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const toggle = (): void => setOpen(!isOpen);
  useKeyboard({ kind: goOn === null ? "rest" : "notice" }, (command: Command) => {
    if (command.kind === "undo") {
      if (frame.session.canUndo) frame.onUndo();
      return true;
    }
    if (command.kind === "keys") {
      toggle();
      return true;
    }
    if (command.kind !== "acknowledge") return false;
    if (goOn === null) frame.once(null, "goOn");
    else goOn.act();
    return goOn !== null;
  });
  return (
    <StudyFrame
      {...frame}
      more={{ open: isOpen, onToggle: toggle, card: null, goOn: goOn === null ? "none" : "read", choices: 0 }}
      bar={goOn && <GoOnBar label={goOn.label} onGoOn={goOn.act} aside={aside} />}
    >
      {children}
    </StudyFrame>
  );
}
