import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type CardActionKind, canBeReset, canBeSetDue } from "../../core/plan/card-action.ts";
import type { CardActions } from "../../session/cards/card-actions.ts";
import type { CardInfo } from "../../session/cards/card-info.ts";
import { ActionButtons, ActionResult } from "./ActionButtons.tsx";

/** What can be done with one card. To suspend it, or to ask for it again: one takes the place of the other. */
export type RowKind = Exclude<CardActionKind, "unsuspend">;

interface Props {
  readonly info: Pick<CardInfo, "id" | "state" | "today">;
  readonly actions: CardActions;
  readonly kinds: readonly RowKind[];
  /** Something was tried before; what became of it is said. */
  readonly hasActed: boolean;
}

/** What can be done with one card as it stands, and the way back from what was done here. */
export function CardActionRow({ info, actions, kinds, ...before }: Props): JSX.Element {
  const { id, state, today } = info;
  const [hasActed, setHasActed] = useState(before.hasActed);
  const row = useRef<HTMLDivElement>(null);
  // The button that was pressed may go: what it has done is told in its place.
  useLayoutEffect(() => {
    if (hasActed && document.activeElement === document.body)
      row.current?.querySelector<HTMLElement>(".card-said")?.focus();
  });
  const offered = kinds.filter(
    (kind) => (kind !== "due" || canBeSetDue(state)) && (kind !== "reset" || canBeReset(state)),
  );
  return (
    <div class="card-info-actions" ref={row}>
      <ActionButtons
        actions={actions}
        cards={[id]}
        kinds={offered.map((kind) => (kind === "suspend" && state.suspended ? "unsuspend" : kind))}
        today={today}
        onStart={() => setHasActed(true)}
      />
      {(hasActed || offered.length > 0) && <ActionResult actions={actions} own isSilent={!hasActed} />}
    </div>
  );
}
