import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardContent } from "../../../core/deck/deck.ts";
import type { Rating } from "../../../core/log/kinds/review.ts";
import { t } from "../../../platform/i18n.ts";
import type { SessionActions, SessionView } from "../../../session/study/session-view.ts";
import { type Command, useKeyboard } from "../../keyboard.ts";
import { WithPart } from "../../parts/WithPart.tsx";
import { type Attempt, goOnGrade, NO_ATTEMPT } from "../../review/attempt.ts";
import { CardView } from "../../review/CardView.tsx";
import { orderOf } from "../../review/pair.ts";
import type { Dialog } from "../frame/dialog.ts";
import { GoOnBar } from "../frame/GoOnBar.tsx";
import type { NextKey } from "../frame/keys-shown.ts";
import { STAGES } from "../page-parts.ts";
import { PIECES } from "../pieces-part.ts";
import { type FrameProps, StudyFrame } from "../StudyFrame.tsx";
import { saying } from "./saying.ts";
import { useTurnGuard } from "./use-turn-guard.ts";

interface Props {
  readonly frame: FrameProps;
  readonly view: SessionView & { kind: "card" };
}

/** One showing of one card: holds what the user chose or typed, and turns buttons and keys into the same actions. */
export function CardStage({ frame, view }: Props): JSX.Element {
  const { once, rootRef, session } = frame;
  const { actions, canUndo } = session;
  const { content, revealed } = view;
  const [attempt, draw] = useState<Attempt>(NO_ATTEMPT);
  const [said] = useState(() => saying(draw));
  const order = orderOf(view);
  const guard = useTurnGuard(revealed);

  const isTyped = view.isTyped === true && !revealed;
  // Space is a letter of the field as soon as there is anything in it; in an empty one of a number it shows the answer.
  const isChecked = isTyped || (!revealed && attempt.typed !== "");
  const hasField = isTyped || (content.type === "number" && !revealed);
  const grade = (rating: Rating): void => once(() => actions.grade(rating));
  const reveal = (made: Attempt): Promise<boolean> => revealAfter(actions, content, made);
  const choose = (option: number): void => once(() => said.ask({ chosen: option }, reveal), "goOn");
  const giveUp = (): void => once(() => said.ask({ gaveUp: order.length > 0 || isTyped }, reveal), "goOn");
  // What judges is there before an answer is drawn.
  const suggested = revealed ? (PIECES.now()?.suggestionOf(content, attempt) ?? null) : null;

  const [isMoreOpen, setMoreOpen] = useState(false);
  const [dialog, openDialog] = useState<Dialog | null>(null);
  /** What can be done with the card, by key or from the list of keys. */
  const ofCard = {
    suspend: () => once(() => actions.setAside("suspend")),
    bury: () => once(() => actions.setAside("bury")),
    edit: () => openDialog("edit"),
    mark: () => once(actions.mark),
    info: () => openDialog("info"),
    keys: () => setMoreOpen(!isMoreOpen),
  };
  const more = {
    open: isMoreOpen,
    onToggle: ofCard.keys,
    card: view.isPractice ? null : { ...ofCard, view, openDialog },
    onInfo: ofCard.info,
    goOn: goOnOf(revealed, isChecked, suggested),
    choices: order.length,
    hasField,
  };

  const obey = (command: Command): boolean => {
    switch (command.kind) {
      case "reveal":
        guard.turning();
        giveUp();
        return true;
      case "grade":
        grade(command.rating);
        return true;
      case "goOn":
        // Held back as a grade, the press may still want the answer of a card that an undo brings back: see `oncePerView`.
        once(guard.mayGrade() ? () => actions.grade(goOnGrade(suggested)) : null, "goOn");
        return true;
      case "undo":
        if (canUndo) frame.onUndo();
        // That practice is not written is said there.
        else if (view.isPractice) actions.undo();
        return true;
      case "choose": {
        const option = order[command.place];
        if (option === undefined) return false;
        choose(option);
        return true;
      }
      case "suspend":
      case "bury":
      case "edit":
      case "mark":
        if (view.isPractice) return false;
        ofCard[command.kind]();
        return true;
      case "info":
      case "keys":
        ofCard[command.kind]();
        return true;
      case "move":
        moveAmongOptions(rootRef.current, command.by);
        return true;
      case "type":
        // The focus moves before the browser delivers the character, so the digit lands in the field.
        rootRef.current?.querySelector<HTMLInputElement>("[data-answer-field]")?.focus();
        return false;
      case "acknowledge":
        return false;
      case "swallow":
        return true;
    }
  };
  const type = order.length > 0 ? "choice" : content.type;
  useKeyboard({ kind: revealed ? "answer" : "question", type, options: order.length, isTyped }, obey);

  return (
    <StudyFrame
      {...frame}
      more={more}
      bar={
        <>
          {/* Where the key that goes on counts the card as forgotten: not on the others, on which it is as usual. */}
          <p class="visually-hidden" role="status">
            {revealed && goOnGrade(suggested) === 1 && t("goOnGives", t("gradeAgain"))}
          </p>
          {revealed ? (
            <WithPart part={PIECES}>
              {({ GradeBar }) => (
                <GradeBar
                  outcomes={view.outcomes}
                  suggested={suggested}
                  goesAhead={view.goesAhead}
                  isPractice={view.isPractice}
                  explained={view.isBeginner}
                  onGrade={grade}
                />
              )}
            </WithPart>
          ) : (
            <GoOnBar
              label={t(order.length > 0 ? "choiceGiveUp" : attempt.typed.trim() === "" ? "showAnswer" : "typeCheck")}
              isAside={order.length > 0}
              isTyped={isChecked}
              onGoOn={giveUp}
            />
          )}
        </>
      }
    >
      <CardView
        view={view}
        pieces={PIECES}
        attempt={attempt}
        onChoose={choose}
        onType={(typed) => said.say({ typed })}
      />
      {dialog && (
        <WithPart part={STAGES}>
          {({ StageDialog }) => (
            <StageDialog frame={frame} view={view} what={dialog} onClose={() => openDialog(null)} />
          )}
        </WithPart>
      )}
    </StudyFrame>
  );
}

function goOnOf(revealed: boolean, isChecked: boolean, suggested: Rating | null): NextKey {
  if (revealed) return goOnGrade(suggested) === 1 ? "forgot" : "grade";
  return isChecked ? "check" : "reveal";
}

/** From nowhere, down goes to the first option and up to the last; past the ends it goes round. */
function moveAmongOptions(root: HTMLElement | null, by: 1 | -1): void {
  const options: Element[] = [...(root?.querySelectorAll("[data-option]") ?? [])];
  const at = document.activeElement === null ? -1 : options.indexOf(document.activeElement);
  const next = at < 0 ? (by === 1 ? 0 : options.length - 1) : (at + by + options.length) % options.length;
  const option = options[next];
  if (option instanceof HTMLElement) option.focus();
}

/** Shows the answer to what was said. What that means beside the answer is loaded apart; the answer comes without it, too. */
async function revealAfter({ reveal }: SessionActions, content: CardContent, attempt: Attempt): Promise<boolean> {
  if (attempt.chosen === null && attempt.typed === "") return reveal(content.id);
  // At once where it can be: what is pressed next must find the answer asked for.
  const pieces = PIECES.now() ?? (await PIECES.load().catch(() => null));
  return reveal(content.id, pieces?.wronglySaid(content, attempt));
}
