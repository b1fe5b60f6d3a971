/** Checks events that come from outside: a file, another program, a database that something else may have written. */
import * as v from "valibot";
import type { CardId, EventId } from "../ids.ts";
import { MAX_DURATION_MS, type OsteonEvent } from "./event.ts";

/** The year 5188, the last that an event id can name. */
export const LAST_MS = 36 ** 9 - 1;
/** Study days of the same span, with room for the zones on either side. */
const LAST_DAY = Math.ceil(LAST_MS / 86_400_000) + 1;
const MAX_TEXT = 300;

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const atMs = whole(0, LAST_MS);
const studyDay = whole(-1, LAST_DAY);
const eventId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-z]{9}-[0-9a-v]{16}$/),
  v.transform((text) => text as EventId),
);
const cardId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MAX_TEXT),
  v.transform((text) => text as CardId),
);

const base = {
  id: eventId,
  card: cardId,
  atMs,
  /** No zone on earth is further from UTC than 14 hours; 24 leaves room for what politics may bring. */
  offsetMinutes: whole(-1440, 1440),
  studyDay,
};

const review = v.strictObject({
  kind: v.literal("review"),
  ...base,
  rating: v.picklist([1, 2, 3, 4]),
  phase: v.picklist(["new", "learning", "review", "relearning"]),
  factRevision: whole(0, 1_000_000),
  durationMs: whole(0, MAX_DURATION_MS),
  surface: v.picklist(["popup", "newtab", "import"]),
  next: v.strictObject({ dueDay: studyDay, dueAtMs: v.nullable(atMs) }),
});
const undo = v.strictObject({ kind: v.literal("undo"), ...base, undoes: eventId });
const seen = v.strictObject({
  kind: v.literal("seen"),
  ...base,
  subject: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT)),
});

const redate = v.strictObject({
  kind: v.literal("redate"),
  ...base,
  afterDay: studyDay,
  shiftDays: whole(1, LAST_DAY),
  newest: eventId,
  next: v.strictObject({ dueDay: studyDay, dueAtMs: v.nullable(atMs) }),
});

const schemas = { review, undo, seen, redate } as const;

export type Decoded = { readonly event: OsteonEvent } | { readonly problem: string };

/** @returns the event, or what is wrong with the value, as `field: what was wrong` */
export function decodeEvent(value: unknown): Decoded {
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  if (kind !== "review" && kind !== "undo" && kind !== "seen" && kind !== "redate")
    return { problem: "kind: not one of review, undo, seen, redate" };
  const result = v.safeParse(schemas[kind], value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = issue.path?.map((item) => String(item.key)).join(".");
    return { problem: path ? `${path}: ${issue.message}` : issue.message };
  }
  const event: OsteonEvent = result.output;
  // The log is read in the order of its ids; one that names another time than its event would reorder it.
  if (Number.parseInt(event.id.slice(0, 9), 36) !== event.atMs)
    return { problem: "id: does not name the event's time" };
  return { event };
}
