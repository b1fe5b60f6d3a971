import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardActions } from "../../../session/progress/card-actions.ts";
import type { CardInfo } from "../../../session/progress/card-info.ts";
import { ActionButtons, ActionResult } from "./ActionButtons.tsx";

/** What can be done with one card as it stands, and the way back from what was done here. */
export function CardActionRow({
  info: { id, state, today },
  actions,
}: {
  readonly info: Pick<CardInfo, "id" | "state" | "today">;
  readonly actions: CardActions;
}): JSX.Element {
  const [hasActed, setHasActed] = useState(false);
  return (
    <div class="card-info-actions">
      <ActionButtons
        actions={actions}
        cards={[id]}
        kinds={[state.suspended ? "unsuspend" : "suspend", "bury", "due", "reset"]}
        today={today}
        onStart={() => setHasActed(true)}
      />
      {hasActed && <ActionResult actions={actions} own />}
    </div>
  );
}
