import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { ringLabel, ringWords } from "../parts/ring-words.ts";
import {
  type Arc,
  boldest,
  CANAL_RADIUS,
  CENTRE,
  type FactPlace,
  isIn,
  isOfDay,
  newestFact,
  ringPicture,
} from "./ring-geometry.ts";

interface Props {
  readonly deck: DeckFacts;
  readonly today: StudyDay;
  /** The fact that is spoken of elsewhere on the page. */
  readonly lit?: FactPlace | null;
  /** Called with the facts of the arc under the pointer, and without any when it leaves. */
  readonly onPoint?: (arc: Arc | null) => void;
  readonly onOpen?: (arc: Arc) => void;
  /** How much is known is said beside it. */
  readonly isTold?: boolean;
  /** The arcs of today are inked one after the other, where the user has nothing against motion. */
  readonly inking?: boolean;
}

/**
 * The osteon of facts. It is a picture that is told in one sentence; the same facts stand beside it as a list, which the
 * keyboard and a screen reader go through. A pointer may press the arcs as well.
 */
export function FactRing({ deck, today, lit = null, onPoint, onOpen, ...how }: Props): JSX.Element {
  const { isTold = false, inking = false } = how;
  const { rings, pitch, half } = useMemo(() => ringPicture(deck.chapters), [deck]);
  const newest = useMemo(() => newestFact(deck.chapters, today), [deck, today]);
  let nth = 0;
  return (
    <svg
      class="fact-ring"
      viewBox={`${CENTRE - half} ${CENTRE - half} ${2 * half} ${2 * half}`}
      role="img"
      aria-label={isTold ? ringLabel(deck) : ringWords(deck)}
      data-inking={inking || undefined}
      onPointerLeave={onPoint && (() => onPoint(null))}
    >
      {/* Each arc that can be pressed would be an empty group in the picture. */}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus. */}
      <g aria-hidden="true">
        {rings.map(({ chapter, arcs }) => (
          <g key={chapter.id}>
            {arcs.map((arc) => {
              const isToday = isOfDay(chapter.facts, arc, today);
              if (isToday) nth += 1;
              const isNewest = isIn(newest, arc);
              const { width, opacity } = isNewest ? boldest(pitch) : arc;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; the list beside it does the same by keyboard.
                <g
                  key={arc.from}
                  class="fact-arc"
                  data-lit={isIn(lit, arc) || undefined}
                  data-pressable={onOpen && true}
                  onPointerEnter={onPoint && (() => onPoint(arc))}
                  onClick={onOpen && (() => onOpen(arc))}
                >
                  {onOpen && <path d={arc.path} class="fact-arc-room" stroke-width={pitch} />}
                  <path d={arc.path} class="fact-arc-lit" stroke-width={pitch * 0.9} />
                  <path
                    d={arc.path}
                    class={arc.begun ? "fact-arc-ink" : "fact-arc-blank"}
                    data-new={isNewest || undefined}
                    data-today={isToday || undefined}
                    stroke-width={width}
                    opacity={opacity}
                    style={{ "--length": arc.length, "--nth": nth }}
                  />
                </g>
              );
            })}
          </g>
        ))}
      </g>
      <circle cx={CENTRE} cy={CENTRE} r={CANAL_RADIUS} class="fact-canal" />
    </svg>
  );
}
