import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardId } from "../../../src/core/ids.ts";
import type { PlansState } from "../../../src/session/options/plans.ts";
import { PausePanel } from "../../../src/ui/options/PausePanel.tsx";
import { SuspendedPanel } from "../../../src/ui/options/SuspendedPanel.tsx";
import { alone, press } from "./alone.tsx";
import type { State } from "./state.ts";

const tell = (what: string): void => {
  window.asked.push(what);
};

/** A number that is refused takes away what was said of the one before. */
function FakePause(plans: Pick<PlansState, "pause" | "catchUp" | "said">): JSX.Element {
  const [said, say] = useState(plans.said);
  return (
    <PausePanel
      {...plans}
      moreNew={0}
      said={said}
      mostPerDay={100}
      bounds={{ first: 20781, last: 21146 }}
      backlog={{
        today: 20780,
        due: 240,
        done: 20,
        later: [12, 9, 15, 8, 11, 10, 9, 12],
        forgotten: 0.2,
        mostPerDay: 100,
      }}
      busy={false}
      error={null}
      onThinkOfPortions={() => tell("think of portions")}
      onPause={(day) => tell(`pause ${day}`)}
      onEndCatchUp={() => tell("end portions")}
      onMoreNew={(cards) => tell(`more new ${cards}`)}
      onPortion={(perDay) => tell(`portion ${perDay}`)}
      onRefused={() => say(null)}
    />
  );
}

const pause = (until: number | null, portionsUntil: number | null = null, said: PlansState["said"] = null): State =>
  alone(() => (
    <FakePause
      pause={until === null ? null : { untilDay: until }}
      catchUp={portionsUntil === null ? null : { perDay: 50, untilDay: portionsUntil }}
      said={said}
    />
  ));

/** Types into a field and presses Enter. */
async function enter(name: string, text: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(`[name="${name}"]`);
  if (!field) throw new Error(`no field ${name}`);
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  // It takes up what holds after the first frame.
  await drawn();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn();
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}

/** Cards that are called back go, and the last of them leaves the word that it was. */
function FakeSuspended(): JSX.Element {
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

/** Pauses, portions and what was put aside, in the settings. */
export const PLANS_STATES: Record<string, State> = {
  pause: pause(null),
  "pause-on": pause(20790),
  "pause-portions": pause(null, 20784),
  "pause-other-portions": {
    ...pause(null, 20784),
    act: async () => {
      // The field takes what holds once more behind its first drawing.
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      const field = document.querySelector<HTMLInputElement>("[name=portion]");
      if (field === null) return;
      field.value = "30";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  },
  "pause-over-portions": pause(20790, 20784),
  "pause-refused": { ...pause(null, null, "more new"), act: () => enter("more-new", "201") },
  "pause-no-day": { ...pause(null), act: press("pause") },
  suspended: alone(() => <FakeSuspended />),
};
