/** What pages and the exchange worker say to each other. Both ends check what they are told. */
import * as v from "valibot";
import { labelsSchema } from "./anki/labels.ts";

/** Sentences that the worker may ask for, by the keys of the interface's messages. */
const PROBLEM_KEYS = [
  "backup_tooLarge",
  "backup_unreadable",
  "backup_tooMany",
  "backup_notJson",
  "backup_notBackup",
  "backup_newer",
  "backup_field",
  "backup_unknownField",
  "backup_setting",
  "backup_event",
  "backup_conflict",
  "backup_changed",
  "anki_notPackage",
  "anki_tooLarge",
  "anki_unreadable",
  "anki_notOurs",
  "anki_review",
  "anki_twice",
  "anki_size",
  "anki_swells",
  "anki_window",
  "anki_pieces",
  "anki_pages",
  "anki_computed",
  "exchange_failed",
  "exchange_silent",
  "exchange_nothingChosen",
  "trouble_databaseNewer",
  "trouble_databaseClosed",
  "trouble_connectionLost",
  "trouble_otherTabs",
  "trouble_databaseForbidden",
  "trouble_databaseUnreadable",
  "trouble_upgradeFailed",
  "trouble_diskFull",
  "trouble_notSaved",
  "trouble_deckMissing",
] as const;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const blob = v.instance(Blob);

export const exportFormat = v.variant("format", [
  v.strictObject({ format: v.literal("json"), appVersion: v.string() }),
  v.strictObject({ format: v.literal("reviews"), separator: v.picklist([",", "\t"]) }),
  v.strictObject({ format: v.literal("cards"), separator: v.picklist([",", "\t"]) }),
  v.strictObject({ format: v.literal("anki"), labels: labelsSchema }),
]);
export type ExportFormat = v.InferOutput<typeof exportFormat>;

const restoreOptions = {
  /** `merge`: the union of both logs. `replace`: exactly the reviews of the file count from then on. */
  mode: v.picklist(["merge", "replace"]),
  withSettings: v.boolean(),
};

export const requestSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("export"), what: exportFormat }),
  v.strictObject({ kind: v.literal("inspect"), file: blob }),
  v.strictObject({ kind: v.literal("restore"), ...restoreOptions }),
  v.strictObject({ kind: v.literal("report") }),
]);
export type Request = v.InferOutput<typeof requestSchema>;

/** What a chosen file would bring. */
export const previewSchema = v.strictObject({
  origin: v.picklist(["backup", "anki"]),
  /** When a backup was made; null for a package of Anki, which does not say. */
  exportedAtMs: v.nullable(v.number()),
  added: whole,
  known: whole,
  /** Events of the file that contradict those here, which are kept. */
  conflicting: whole,
  takenBack: whole,
  settings: whole,
  /** Notes of other decks in a package; they are left alone. */
  foreignNotes: whole,
  /** Reviews in a package of cards that no deck here has (any more), and how many cards. */
  leftOut: v.strictObject({ reviews: whole, cards: whole }),
});
export type Preview = v.InferOutput<typeof previewSchema>;

export const restoredSchema = v.strictObject({ added: whole, known: whole, takenBack: whole });
export type Restored = v.InferOutput<typeof restoredSchema>;

export const problemSchema = v.strictObject({
  key: v.picklist(PROBLEM_KEYS),
  arguments: v.array(v.union([v.string(), v.number()])),
});
export type Problem = v.InferOutput<typeof problemSchema>;

export const answerSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("progress"), done: whole, total: whole }),
  v.strictObject({ kind: v.literal("done"), result: v.unknown() }),
  v.strictObject({ kind: v.literal("failed"), problem: problemSchema }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;
