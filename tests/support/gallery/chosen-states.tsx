/** What is said below the list of cards while an action on many of them goes on, and where it was ended midway. */
import type { EventId } from "../../../src/core/ids.ts";
import type { ActionState, CardActions, LastAction } from "../../../src/session/cards/card-actions.ts";
import { type LiveValue, liveValue } from "../../../src/session/common/live.ts";
import { ChosenBar } from "../../../src/ui/progress/cards/ChosenBar.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";

const AT_REST: ActionState = { asked: null, busy: false, written: null, said: null, last: null };
/** Takes back after a while, as the database does. */
async function takeBackLater(live: LiveValue<ActionState>): Promise<void> {
  live.set({ ...live.current(), busy: true, said: null });
  await new Promise((done) => setTimeout(done, 50));
  live.set({ ...AT_REST, said: { kind: "takenBack", action: "bury", cards: 24 } });
}

const LAST: LastAction = { kind: "bury", cards: 24, first: "event" as EventId, begun: null };

const fakeActions = (live: LiveValue<ActionState>): CardActions => ({
  ...live,
  ...{ start: async () => {}, answer: async () => {}, takeBack: () => takeBackLater(live), stop() {}, look() {} },
});

const state = (actions: Partial<ActionState>): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="progress">
      <h1 class="visually-hidden">The cards</h1>
      <ChosenBar
        actions={fakeActions(liveValue<ActionState>({ ...AT_REST, ...actions }))}
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
  "chosen-done": state({
    said: { kind: "done", action: { kind: "bury" }, changed: 24, meanwhile: 0 },
    last: LAST,
  }),
  "chosen-back-begun": state({
    last: { ...LAST, kind: "suspend", cards: 6100, begun: { what: "takingBack", cards: 2300, of: 8400 } },
  }),
};
