/** What pages and the worker of jobs say to each other. Both ends check what they are told. */
import * as v from "valibot";
import type { CardId } from "../core/ids.ts";
import { changesSchema, setForCardsSchema } from "../exchange/changes/file-changes.ts";
import { PROBLEM_KEYS, type Problem } from "../exchange/problem.ts";
import { whole } from "./figures.ts";
import { lentSchema } from "./outside.ts";

const blob = v.instance(Blob);

export const exportFormat = v.variant("format", [
  v.strictObject({ format: v.literal("json"), appVersion: v.string() }),
  /** `times`: with the times of day, or the study days alone. */
  v.strictObject({ format: v.literal("reviews"), separator: v.picklist([",", "\t"]), times: v.boolean() }),
  v.strictObject({ format: v.literal("cards"), separator: v.picklist([",", "\t"]) }),
  /** The words of the interface that go into the cards; what they are is for the writer of the package to say. */
  v.strictObject({ format: v.literal("anki"), labels: v.looseObject({}) }),
  /** One deck without anybody's history. */
  v.strictObject({ format: v.literal("blankAnki"), deck: v.string(), labels: v.looseObject({}) }),
  v.strictObject({ format: v.literal("blankTable"), deck: v.string() }),
]);
export type ExportFormat = v.InferOutput<typeof exportFormat>;

const restoreOptions = {
  /** `merge`: the union of both logs. `replace`: exactly what the file says counts from then on. */
  mode: v.picklist(["merge", "replace"]),
  /** Whether the settings of the file come along. */
  withSettings: v.boolean(),
};

export const requestSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("export"), what: exportFormat }),
  v.strictObject({ kind: v.literal("inspect"), file: blob }),
  v.strictObject({ kind: v.literal("restore"), ...restoreOptions }),
  /** The file that came at that time, as `lastRestoreSchema` has it. */
  v.strictObject({ kind: v.literal("takeBack"), atMs: v.number() }),
  v.strictObject({ kind: v.literal("keepRest"), atMs: v.number() }),
  v.strictObject({ kind: v.literal("lastRestore") }),
  v.strictObject({ kind: v.literal("fit") }),
  v.strictObject({ kind: v.literal("previewRescheduling") }),
  v.strictObject({ kind: v.literal("reschedule"), what: v.picklist(["apply", "takeBack"]) }),
  /** Over so many study days from today on. */
  v.strictObject({ kind: v.literal("workload"), days: v.pipe(whole, v.minValue(1), v.maxValue(730)) }),
  v.strictObject({ kind: v.literal("hindcast") }),
  v.strictObject({ kind: v.literal("memories") }),
  v.strictObject({ kind: v.literal("exam") }),
  v.strictObject({ kind: v.literal("bringForward"), what: v.picklist(["apply", "takeBack"]) }),
  v.strictObject({ kind: v.literal("check"), lent: lentSchema }),
  /** No step begins later than so many milliseconds; without them, than is usual. */
  v.strictObject({ kind: v.literal("care"), lent: lentSchema, budgetMs: v.optional(v.number()) }),
]);
export type Request = v.InferOutput<typeof requestSchema>;

const comingSchema = v.strictObject({
  /** Events of the file that are not here yet, settings among them. */
  added: whole,
  /** How many of those are of each kind, without the kinds that this version does not know, and without `twins`. */
  addedOfKind: v.record(v.string(), whole),
  /** Events of the file that are here, were taken back with a file, and come again. */
  again: whole,
  /** Entries here that are no reviews and that replacing would take back. */
  othersTakenBack: whole,
  /** Events that a newer version made, see `isFromNewer`. They are kept. */
  fromNewer: whole,
});

/** What a chosen file would bring. */
export const previewSchema = v.strictObject({
  origin: v.picklist(["backup", "anki"]),
  /** When a backup was made; null for a package of Anki, which does not say. */
  exportedAtMs: v.nullable(v.number()),
  ...comingSchema.entries,
  /** The same where its settings are left out, and how many new events are dated later than now then. */
  withoutSettings: v.strictObject({ ...comingSchema.entries, inFuture: whole }),
  known: whole,
  /** Reviews and resets among the new events that are here under another id, or twice in the file: they count once. */
  twins: whole,
  /** Events of the file that are here and cannot be read: they would be whole again. Some of them may come again, too. */
  mended: whole,
  /** Events of the file that contradict those here, which are kept. */
  conflicting: whole,
  merge: changesSchema,
  /** Null for a package of Anki, which is no whole log. */
  replace: v.nullable(
    v.strictObject({
      ...changesSchema.entries,
      /** What stands here and would no longer, or otherwise; and what would again. */
      ending: setForCardsSchema,
      returning: setForCardsSchema,
    }),
  ),
  /** Entries of the log here. */
  here: whole,
  /** Entries that the log would hold at most after the file came in and was taken back, by either way. */
  afterTakingBack: v.strictObject({ merge: whole, replace: v.nullable(whole) }),
  /** Cards that were reset in Anki since. */
  resets: whole,
  /** Decks of the user's own in the file. One with the id of a bundled deck is left out. */
  decks: v.array(
    v.strictObject({
      id: v.string(),
      title: v.string(),
      cards: whole,
      what: v.picklist(["new", "removed", "update", "older", "known", "bundled"]),
    }),
  ),
  /** Notes of other decks in a package; they are left alone. */
  foreignNotes: whole,
  /** Reviews in a package of cards that no deck here has (any more), and how many cards. */
  leftOut: v.strictObject({ reviews: whole, cards: whole }),
  /** Cards that were given a due day, suspended or buried by hand in Anki, which changes nothing here. */
  byHand: whole,
});
export type Preview = v.InferOutput<typeof previewSchema>;

export const restoredSchema = v.strictObject({
  added: whole,
  /** Events that were here and could not be read: they are whole again, and `takeBack` leaves them so. */
  mended: whole,
  known: whole,
  /** Decks of the file that are here since, new ones and other versions. */
  decks: whole,
  /** Reviews here that count no longer since, by undos of the file or by those that a replacement adds, and entries of other kinds. */
  takenBack: whole,
  othersTakenBack: whole,
  /** Whether `takeBack` has something to take back now. */
  canTakeBack: v.boolean(),
});
export type FileRestored = v.InferOutput<typeof restoredSchema>;

/**
 * Null where another page has come to the end of that file, keeps what is left of it, or has brought in another one since, after
 * which it cannot be taken back.
 */
export const takenBackSchema = v.nullable(
  v.strictObject({
    /** Events of the file that are taken back by now, whenever that was done. */
    takenBack: whole,
    /** Events of the file that could not be read, and so are left. `takeBack` takes them back once they are mended. */
    unreadable: whole,
  }),
);
export type TakenBack = v.InferOutput<typeof takenBackSchema>;

/** False where that file is not here in part (any more), and nothing changed. */
export const restKeptSchema = v.boolean();

/** The last file that was brought in, as long as that was not taken back. */
export const lastRestoreSchema = v.nullable(
  v.strictObject({
    atMs: v.number(),
    added: whole,
    takenBack: whole,
    othersTakenBack: whole,
    /** Whether it is taken back in part. Until the rest is taken back or kept, no other file comes in. */
    isBegun: v.boolean(),
    /** How many events of it are taken back by now, and how many were left then; null where nobody knows. */
    undone: whole,
    left: v.nullable(whole),
    /** Whether what is left cannot be read: a file that has it may come, to mend it. */
    isUnreadable: v.boolean(),
    /** How many decks would go with it. */
    decks: whole,
  }),
);
export type LastRestore = v.InferOutput<typeof lastRestoreSchema>;

/** What a check of everything has looked at and found. */
export const checkSchema = v.strictObject({
  events: whole,
  cards: whole,
  /** Differences: those that are mended, and those that could not be. */
  mended: whole,
  left: whole,
  /** False where it was stopped before its end. What was mended by then stays so. */
  isWhole: v.boolean(),
});
export type CheckResult = v.InferOutput<typeof checkSchema>;

/** See core/stats/memories.ts. */
const memoriesSchema = v.strictObject({
  cards: v.array(v.custom<CardId>((value) => typeof value === "string")),
  starts: v.instance(Int32Array),
  days: v.instance(Int32Array),
  stabilities: v.instance(Float64Array),
});
export const lookSchema = v.strictObject({ past: memoriesSchema, kept: memoriesSchema });

const problemSchema: v.GenericSchema<unknown, Problem> = v.strictObject({
  key: v.picklist(PROBLEM_KEYS),
  arguments: v.array(v.union([v.string(), v.number()])),
});

const progress = { done: whole, total: whole };
export const answerSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("progress"), ...progress }),
  /** Of a check: how far it is, and how many differences it has mended by then. */
  v.strictObject({ kind: v.literal("checking"), ...progress, mended: whole }),
  /** Of the care: whether anything was changed by then that pages show. How far it is nobody knows. */
  v.strictObject({ kind: v.literal("caring"), changed: v.boolean() }),
  v.strictObject({ kind: v.literal("done"), result: v.unknown() }),
  v.strictObject({ kind: v.literal("failed"), problem: problemSchema }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;
/** What is said while the work goes on. */
export type Sign = Exclude<Answer, { kind: "done" | "failed" }>;
