/** What is known of the card in front, and what is done with it, over a study page. */
import type { SessionView } from "../../../src/session/study/session-view.ts";
import { StudyCardInfo } from "../../../src/ui/study/dialogs/StudyCardInfo.tsx";
import type { Info } from "../../../src/ui/study/frame/dialog.ts";
import { fakeDesk } from "./card-desk.ts";
import { FakeSession } from "./FakeSession.tsx";
import type { State } from "./state.ts";
import { there } from "./there.ts";
import { cardView, ownView } from "./views.ts";

const info = (view: SessionView & { kind: "card" }, first: Info = "info", isNew = false): State => ({
  layouts: ["popup", "page"],
  draw: (layout) => (
    <>
      <FakeSession first={view} layout={layout} />
      <StudyCardInfo
        card={view.content.id}
        first={first}
        hidesAnswer={!view.revealed}
        isReadOnly={false}
        openDesk={async () => fakeDesk(view, isNew)}
        onClose={() => {}}
      />
    </>
  ),
});

export const INFO_STATES: Record<string, State> = {
  "info-covered": info(cardView("forward", false)),
  "info-answer": info(ownView("forward", true)),
  "info-new": info(cardView("choice", false), "info", true),
  "info-reset": {
    ...info(cardView("forward", true)),
    act: async () => (await there("dialog [data-action='card-reset']")).click(),
  },
  "set-due": info(cardView("forward", true), "due"),
  reset: info(cardView("forward", true), "reset"),
};
