/** What is said below the list of cards while an action on many of them goes on, and where it was ended midway. */
import type { EventId } from "../../../src/core/ids.ts";
import type { ActionState, LastAction } from "../../../src/session/cards/card-actions.ts";
import { liveValue } from "../../../src/session/common/live.ts";
import { ChosenBar } from "../../../src/ui/progress/cards/ChosenBar.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";

const AT_REST: ActionState = { asked: null, busy: false, written: null, said: null, last: null };
const LAST: LastAction = { kind: "bury", cards: 24, first: "event" as EventId, begun: null };

const state = (actions: Partial<ActionState>): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="progress">
      <h1 class="visually-hidden">The cards</h1>
      <ChosenBar
        actions={{
          ...liveValue<ActionState>({ ...AT_REST, ...actions }),
          ...{ start: async () => {}, answer: async () => {}, takeBack: async () => {}, stop() {}, look() {} },
        }}
        chosen={[]}
        hidden={0}
        today={KNOWLEDGE.today}
        onClear={() => {}}
      />
    </main>
  ),
});

export const CHOSEN_STATES: Record<string, State> = {
  "chosen-working": state({ busy: true, written: { done: 8400, total: 21_500 }, last: LAST }),
  "chosen-stopped": state({
    said: { kind: "stopped" },
    last: { ...LAST, kind: "suspend", cards: 8400, begun: { what: "doing", cards: 8400, of: 21_500 } },
  }),
  "chosen-back-begun": state({
    last: { ...LAST, kind: "suspend", cards: 6100, begun: { what: "takingBack", cards: 2300, of: 8400 } },
  }),
};
