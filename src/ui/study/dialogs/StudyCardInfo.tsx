import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import { isDayToChoose } from "../../../core/plan/card-action.ts";
import { logFailure } from "../../../platform/log-failure.ts";
import type { CardDesk } from "../../../session/study/card-desk.ts";
import { AskDialog, DayDialog } from "../../cards/ActionDialogs.tsx";
import { CardDialog } from "../../cards/CardDialog.tsx";
import { useLive } from "../../hooks/use-live.ts";
import { useRead } from "../../hooks/use-read.ts";
import type { Info } from "../frame/dialog.ts";

interface Props {
  readonly card: CardId;
  /** What was asked for. */
  readonly first: Info;
  /** Its answer was not shown yet: nothing that gives it away is. */
  readonly hidesAnswer: boolean;
  /** The card is practised, which changes nothing of it. */
  readonly isReadOnly: boolean;
  /** Resolves to null where the database is not open. */
  readonly openDesk: () => Promise<CardDesk | null>;
  readonly onClose: () => void;
}

/** What can be known of and done with the card of a study page. What was done at once, the page says. */
export function StudyCardInfo({ first, openDesk, ...shown }: Props): JSX.Element | null {
  const [opening] = useState(openDesk);
  const [isWhole, setWhole] = useState(first === "info");
  const read = useRead("what can be done with a card", () => opening, []);
  const desk = read.kind === "read" ? read.value : null;
  if (isWhole || (desk === null && read.kind !== "reading"))
    return <Whole opening={opening} desk={desk} hasActed={first !== "info"} {...shown} />;
  if (desk === null) return null;
  return <AtOnce desk={desk} first={first} onUndone={() => setWhole(true)} {...shown} />;
}

interface WholeProps extends Omit<Props, "first" | "openDesk"> {
  readonly opening: Promise<CardDesk | null>;
  readonly desk: CardDesk | null;
  readonly hasActed: boolean;
}

function Whole({ opening, desk, card, isReadOnly, ...how }: WholeProps): JSX.Element {
  const [writes, setWrites] = useState(0);
  useEffect(
    () =>
      desk?.actions.subscribe(() => {
        if (!desk.actions.current().busy) setWrites((before) => before + 1);
      }),
    [desk],
  );
  const readCardInfo = useCallback(async (id: CardId) => (await opening)?.readCardInfo(id) ?? null, [opening]);
  return (
    <>
      <CardDialog
        card={card}
        readCardInfo={readCardInfo}
        actions={isReadOnly ? null : (desk?.actions ?? null)}
        kinds={["due", "reset"]}
        changed={writes}
        {...how}
      />
      {desk && <AskDialog actions={desk.actions} />}
    </>
  );
}

interface AtOnceProps extends Pick<Props, "card" | "first" | "onClose"> {
  readonly desk: CardDesk;
  /** It could not be done: why, the whole dialog says. */
  readonly onUndone: () => void;
}

/** Asks for what is needed, does it, and is gone. */
function AtOnce({ desk: { actions, today }, card, first, onUndone, onClose }: AtOnceProps): JSX.Element {
  const { asked, busy, said } = useLive(actions);
  const [hasDay, setHasDay] = useState(first !== "due");
  useLayoutEffect(() => {
    if (first === "reset") logFailure("changing a card", actions.start([card], { kind: "reset" }));
  }, []);
  useEffect(() => {
    const now = actions.current();
    if (!hasDay || now.busy || now.asked) return;
    if (now.said && !(now.said.kind === "done" && now.said.changed > 0)) onUndone();
    else onClose();
  }, [hasDay, asked, busy, said]);
  return (
    <>
      {!hasDay && (
        <DayDialog
          today={today}
          cards={1}
          onDay={(dueDay) => {
            if (dueDay !== null && isDayToChoose(dueDay, today))
              logFailure("changing a card", actions.start([card], { kind: "due", dueDay }));
            setHasDay(true);
          }}
        />
      )}
      <AskDialog actions={actions} />
    </>
  );
}
