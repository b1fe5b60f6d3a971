import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { hasSingleKeys } from "../../../platform/appearance.ts";
import { plural, t } from "../../../platform/i18n.ts";
import type { SessionView } from "../../../session/study/session-view.ts";
import { type Command, useKeyboard } from "../../keyboard.ts";
import { Rich } from "../../parts/Rich.tsx";
import { OwnMarks } from "../../review/OwnMarks.tsx";
import { SourceDrawer } from "../../review/SourceDrawer.tsx";
import { StageDialog } from "../dialogs/StageDialog.tsx";
import type { Dialog } from "../frame/dialog.ts";
import { GoOnBar } from "../frame/GoOnBar.tsx";
import { focusStage } from "../frame/use-stage-focus.ts";
import { type FrameProps, StudyFrame } from "../StudyFrame.tsx";
import { NOTICE_TITLE } from "./notice-title.ts";

export interface LeechProps {
  readonly frame: FrameProps;
  readonly view: SessionView & { kind: "leech" };
}

/** A card that was forgotten again and again: said once, with what may help. Nothing is done unasked. */
export function LeechStage({ frame, view }: LeechProps): JSX.Element {
  const { once, session } = frame;
  const { actions, canUndo } = session;
  const { content, own } = view;
  // It came after the stage had taken the focus.
  useLayoutEffect(() => focusStage(frame.rootRef.current), [frame.rootRef]);
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const [isOpen, setOpen] = useState(false);
  const toggle = (): void => setOpen(!isOpen);
  const edit = (): void => openDialog("edit");
  const info = (): void => openDialog("info");
  const goOn = (): void => once(actions.acknowledge, "goOn");
  const suspend = (): void => once(() => actions.setAside("suspend"));
  useKeyboard({ kind: "leech" }, (command: Command) => {
    if (command.kind === "acknowledge") goOn();
    else if (command.kind === "undo" && canUndo) frame.onUndo();
    else if (command.kind === "edit") edit();
    else if (command.kind === "suspend") suspend();
    else if (command.kind === "mark") once(actions.mark);
    else if (command.kind === "info") info();
    else if (command.kind === "keys") toggle();
    return true;
  });
  return (
    <StudyFrame
      {...frame}
      more={{ open: isOpen, onToggle: toggle, card: null, onInfo: info, goOn: "read", choices: 0 }}
      bar={<GoOnBar label={t("leechGoOn")} onGoOn={goOn} />}
    >
      <article class="notice leech" data-notice="leech" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
        <p class="eyebrow">
          {t("leechEyebrow")}
          <OwnMarks own={own} />
        </p>
        <h1 id={NOTICE_TITLE} class="notice-title">
          {plural("leechTitle", view.lapses)}
        </h1>
        <p>{t("leechKindly")}</p>
        <blockquote class="leech-card">
          <p>
            <Rich text={content.front} />
          </p>
          <p class="leech-answer">
            <Rich text={content.answer} />
          </p>
        </blockquote>
        <p class="leech-ways">
          <button type="button" class="small-button" data-action="edit" aria-keyshortcuts={keyOf("E")} onClick={edit}>
            {withKey(t("moreEdit"), "E")}
          </button>
          {view.hasContrast && (
            <button type="button" class="small-button" data-action="practise" onClick={() => once(actions.practise)}>
              {t("leechContrast")}
            </button>
          )}
          <button
            type="button"
            class="small-button"
            data-action="suspend"
            aria-keyshortcuts={keyOf("S")}
            onClick={suspend}
          >
            {withKey(t("moreSuspend"), "S")}
          </button>
        </p>
        <SourceDrawer
          content={content}
          provenance={view.provenance}
          statement={view.statement}
          references={view.references}
          wording={own.wording}
        />
      </article>
      {dialog && <StageDialog frame={frame} view={view} what={dialog} onClose={() => openDialog(null)} />}
    </StudyFrame>
  );
}

/** A key that does what a button does, where such keys act. */
const keyOf = (letter: string): string | undefined => (hasSingleKeys() ? letter : undefined);
const withKey = (label: string, letter: string): string => (hasSingleKeys() ? t("moreWithKey", label, letter) : label);
