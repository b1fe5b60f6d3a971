/** The shape of the ring of facts: one ring for each chapter from the inside out, one arc for each fact. */
import type { KnownChapter } from "../../core/stats/deck-facts.ts";
import { arcGroups, GAP, pitchOf, radiusOf } from "../../core/stats/drawn-groups.ts";
import { type Group, recallIn } from "../../core/stats/fact-groups.ts";
import type { KnownFacts } from "../../core/stats/known-facts.ts";
import type { StudyDay } from "../../core/time/study-day.ts";

/** The centre of the square of 200 that a full ring fills. */
export const CENTRE = 100;
/** The canal in the middle, as bone has it. */
export const CANAL_RADIUS = 8;

/** Of the distance between two rings. */
const WIDTHS = { faintest: 0.14, full: 0.58, newest: 0.72, begunNot: 0.1 } as const;
/** At this recall and below an arc is at its faintest. Memory fades slowly: by this a fact has been left for months. */
const FAINT_RECALL = 0.6;
/** From this recall on it is full. */
const FULL_RECALL = 0.97;
const FAINT_OPACITY = 0.22;
/** Each ring begins elsewhere, by the golden angle, so that gaps never stand in a row. */
const TURN = Math.PI * (3 - Math.sqrt(5));

/** Where a fact stands in its deck. */
export interface FactPlace {
  readonly chapter: number;
  readonly place: number;
}

/** The facts of an arc are nearly always one; more where there is no room for an arc of each. */
export interface Arc extends Group {
  /** The place of its chapter. */
  readonly chapter: number;
  /** A path for a line without caps. */
  readonly path: string;
  /** Of its line, in the units of the square. */
  readonly width: number;
  /** 0.22 to 1; 1 for what is not begun, whose line has another colour. */
  readonly opacity: number;
  readonly begun: boolean;
  readonly length: number;
}

export interface Ring {
  readonly chapter: KnownChapter;
  readonly radius: number;
  readonly arcs: readonly Arc[];
}

export interface RingPicture {
  readonly rings: readonly Ring[];
  /** From one ring to the next. */
  readonly pitch: number;
  /** Half of the square that it fills. */
  readonly half: number;
}

/** How strongly a recall is drawn, 0 to 1. */
export function inkOf(recall: number): number {
  return Math.min(1, Math.max(0, (recall - FAINT_RECALL) / (FULL_RECALL - FAINT_RECALL)));
}

export function ringPicture(chapters: readonly KnownChapter[]): RingPicture {
  const pitch = pitchOf(chapters.length);
  const rings = chapters.map((chapter, i) => {
    const radius = radiusOf(i, pitch);
    return { chapter, radius, arcs: arcsOf(chapter.facts, i, radius, pitch) };
  });
  return { rings, pitch, half: (rings.at(-1)?.radius ?? radiusOf(0, pitch)) + pitch / 2 };
}

function arcsOf(facts: KnownFacts, chapter: number, radius: number, pitch: number): Arc[] {
  const turn = chapter * TURN;
  const groups = arcGroups(facts.length, radius);
  const step = (2 * Math.PI) / groups.length;
  const gap = Math.min(GAP / radius, step / 2);
  return groups.map((group, i) => {
    const from = turn + i * step + gap / 2;
    const to = turn + (i + 1) * step - gap / 2;
    const shared = { ...group, chapter, path: arcPath(radius, from, to), length: (to - from) * radius };
    // What is not begun of a group counts as not known.
    const recall = recallIn(facts, group);
    if (recall === null) return { ...shared, width: pitch * WIDTHS.begunNot, opacity: 1, begun: false };
    const ink = inkOf(recall);
    const width = pitch * (WIDTHS.faintest + (WIDTHS.full - WIDTHS.faintest) * ink);
    return { ...shared, width, opacity: FAINT_OPACITY + (1 - FAINT_OPACITY) * ink ** 2, begun: true };
  });
}

export const isIn = (fact: FactPlace | null, { chapter, from, to }: Arc): boolean =>
  fact !== null && fact.chapter === chapter && fact.place >= from && fact.place < to;

/** Whether something of it was answered on a day. */
export function isOfDay({ lastDays }: Pick<KnownFacts, "lastDays">, { from, to }: Group, day: StudyDay): boolean {
  for (let place = from; place < to; place++) if (lastDays[place] === day) return true;
  return false;
}

/** Clockwise from the top. */
function arcPath(radius: number, from: number, to: number): string {
  const at = (angle: number): string =>
    `${rounded(CENTRE + radius * Math.sin(angle))} ${rounded(CENTRE - radius * Math.cos(angle))}`;
  const large = to - from > Math.PI ? 1 : 0;
  return `M${at(from)}A${rounded(radius)} ${rounded(radius)} 0 ${large} 1 ${at(to)}`;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** An arc as bold as none else, by its width too: colours may be the system's, see ring.css. */
export const boldest = (pitch: number): Pick<Arc, "width" | "opacity"> => ({
  width: pitch * WIDTHS.newest,
  opacity: 1,
});

/**
 * Of the facts that were begun today the one that was answered last: its arc is the boldest, as what has just been laid down.
 */
export function newestFact(chapters: readonly KnownChapter[], today: StudyDay): FactPlace | null {
  let [newest, newestAtMs]: [FactPlace | null, number] = [null, Number.NEGATIVE_INFINITY];
  for (const [chapter, { facts }] of chapters.entries()) {
    for (let place = 0; place < facts.length; place++) {
      if (facts.lastDays[place] !== today || facts.begunOnLastDay[place] !== 1) continue;
      const atMs = facts.lastAtMs[place] ?? 0;
      if (atMs > newestAtMs) [newest, newestAtMs] = [{ chapter, place }, atMs];
    }
  }
  return newest;
}
