import { type JSX, render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { SessionView } from "../../../session/study/session-view.ts";
import { saidText } from "../../cards/action-words.ts";
import type { Info } from "../frame/dialog.ts";
import { focusStageAgain } from "../frame/use-stage-focus.ts";
import type { FrameProps } from "../StudyFrame.tsx";
import { ownKeys } from "./own-keys.ts";
import { StudyCardInfo } from "./StudyCardInfo.tsx";

interface Props {
  readonly frame: Pick<FrameProps, "session" | "rootRef">;
  readonly view: SessionView & { kind: "card" | "leech" };
  readonly first: Info;
  /** It is open, and needs whoever has opened it no longer. */
  readonly onClose: () => void;
}

/**
 * Opens the dialog for a card beside the page: what is done there may take the card from the front, and its stage goes with it,
 * while the dialog says what was done.
 */
export function InfoBeside({ onClose, ...shown }: Props): JSX.Element | null {
  useLayoutEffect(() => {
    openBeside(shown);
    onClose();
  }, []);
  return null;
}

let close: (() => void) | null = null;

function openBeside({ frame: { session, rootRef }, view, first }: Omit<Props, "onClose">): void {
  // One that the browser has closed and not told of yet, say.
  close?.();
  const host = document.createElement("div");
  document.body.append(host);
  const giveKeysBack = ownKeys(host);
  const leave = (): void => {
    if (close !== leave) return;
    close = null;
    giveKeysBack();
    render(null, host);
    host.remove();
    focusStageAgain(rootRef.current);
  };
  close = leave;
  const { cardDesk } = session.actions;
  const isPractice = view.kind === "card" && view.isPractice === true;
  render(
    <StudyCardInfo
      card={view.content.id}
      first={first}
      hidesAnswer={view.kind === "card" && !view.revealed}
      isReadOnly={isPractice}
      openDesk={async () =>
        (await cardDesk?.((action) => saidText({ kind: "done", action, changed: 1, meanwhile: 0 }))) ?? null
      }
      onClose={leave}
    />,
    host,
  );
}
