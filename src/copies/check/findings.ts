/** What a check can find. */
export const FAULTS = [
  /** A card is not where its log and its deck say, or its row was lost. */
  "card",
  /** A row of the log is no event or stands under another card, or an event that a copy holds is not in it. */
  "event",
  /** What a card or a deck says is not there, or is something else. */
  "content",
  /** A setting, a switch or the like is not what its events say. */
  "register",
  /** The sums of a study day are not what the log says. */
  "day",
  /** A segment is not what its hash or the log says. */
  "segment",
  /** A file of the second record is damaged. */
  "copy",
] as const;
export type Fault = (typeof FAULTS)[number];
export type Counts = Readonly<Record<Fault, number>>;

/** What a check, or a part of one, has looked at, found and mended. */
export interface Checked {
  readonly events: number;
  readonly cards: number;
  readonly found: Counts;
  readonly mended: Counts;
}

const NONE: Counts = { card: 0, event: 0, content: 0, register: 0, day: 0, segment: 0, copy: 0 };
export const NOTHING_CHECKED: Checked = { events: 0, cards: 0, found: NONE, mended: NONE };

/** A result of one kind of fault. */
export const finding = (
  fault: Fault,
  found: number,
  mended: number,
  looked: Partial<Pick<Checked, "events" | "cards">> = {},
): Checked => ({
  ...NOTHING_CHECKED,
  ...looked,
  found: { ...NONE, [fault]: found },
  mended: { ...NONE, [fault]: mended },
});

export const bothChecked = (a: Checked, b: Checked): Checked => ({
  events: a.events + b.events,
  cards: a.cards + b.cards,
  found: combined(a.found, b.found, (x, y) => x + y),
  mended: combined(a.mended, b.mended, (x, y) => x + y),
});

/** What was found and could not be mended. */
export const leftOf = ({ found, mended }: Checked): Counts => combined(found, mended, (x, y) => Math.max(0, x - y));

export const total = (counts: Counts): number => FAULTS.reduce((sum, fault) => sum + counts[fault], 0);

const combined = (a: Counts, b: Counts, how: (x: number, y: number) => number): Counts => ({
  card: how(a.card, b.card),
  event: how(a.event, b.event),
  content: how(a.content, b.content),
  register: how(a.register, b.register),
  day: how(a.day, b.day),
  segment: how(a.segment, b.segment),
  copy: how(a.copy, b.copy),
});
