/** Panels of the settings that follow what is done in them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardId } from "../../../src/core/ids.ts";
import type { PlansState } from "../../../src/session/options/plans.ts";
import { PausePanel } from "../../../src/ui/options/PausePanel.tsx";
import { SuspendedPanel } from "../../../src/ui/options/SuspendedPanel.tsx";

const tell = (what: string): void => {
  window.asked.push(what);
};

/** A number that is refused takes away what was said of the one before. */
export function FakePause(plans: Pick<PlansState, "pause" | "catchUp" | "said">): JSX.Element {
  const [said, say] = useState(plans.said);
  return (
    <PausePanel
      {...plans}
      moreNew={0}
      said={said}
      mostPerDay={100}
      bounds={{ first: 20781, last: 21146 }}
      busy={false}
      error={null}
      onPause={(day) => tell(`pause ${day}`)}
      onEndCatchUp={() => tell("end portions")}
      onMoreNew={(cards) => tell(`more new ${cards}`)}
      onPortion={(perDay) => tell(`portion ${perDay}`)}
      onRefused={() => say(null)}
    />
  );
}

/** Cards that are called back go, and the last of them leaves the word that it was. */
export function FakeSuspended(): JSX.Element {
  const [cards, setCards] = useState(
    ["Which hormone do osteocytes make?", "What does FGF23 lower?", "What does sclerostin stop?"].map(
      (question, at) => ({
        ...{ id: `gallery/f${at}/forward` as CardId, question, language: "en" },
      }),
    ),
  );
  return (
    <SuspendedPanel
      cards={cards}
      more={0}
      calledBack={3 - cards.length}
      busy={false}
      error={null}
      onCallBack={(card) => setCards(cards.filter(({ id }) => id !== card))}
    />
  );
}
