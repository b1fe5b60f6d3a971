/** What a page shows of files: what one would bring, and the last one that came. */
import type { BackupPreview } from "../../../src/session/options/file-preview.ts";
import { lastFile } from "../files/last-file.ts";
import { NONE_SET } from "../files/none-set.ts";
import { NOW_MS } from "./views.ts";

export const CHANGES: BackupPreview["merge"] = {
  startCounting: 1_200,
  stopCounting: 0,
  beforeReset: 0,
  moveDay: 0,
  inFuture: 0,
  cards: 96,
  settings: [{ key: "newPerDay", from: 3, to: 20 }],
  plans: ["exam"],
  switches: [{ deck: "gallery", chapter: "conditions", title: "Conditions", on: false }],
  touchesExisting: false,
};

export const PREVIEW: BackupPreview = {
  fileName: "osteon-2026-11-20.json",
  origin: "backup",
  exportedAtMs: NOW_MS - 3 * 86_400_000,
  added: 1_312,
  again: 0,
  known: 48,
  twins: 0,
  mended: 0,
  conflicting: 1,
  addedOfKind: { review: 1_290, undo: 4, setting: 18 },
  othersTakenBack: 3,
  fromNewer: 0,
  withoutSettings: {
    added: 1_294,
    addedOfKind: { review: 1_290, undo: 4 },
    again: 0,
    othersTakenBack: 3,
    fromNewer: 0,
    inFuture: 0,
  },
  merge: CHANGES,
  replace: {
    ...CHANGES,
    stopCounting: 2,
    switches: [...CHANGES.switches, { deck: "bone-hormones", chapter: "kidney", title: "Kidney", on: true }],
    touchesExisting: true,
    ending: { suspended: 12, putOff: 4, stars: 3, wordings: 1 },
    returning: { ...NONE_SET, suspended: 2 },
  },
  here: 376,
  afterTakingBack: { merge: 3_000, replace: 3_004 },
  resets: 0,
  decks: [{ id: "mine", title: "A deck of my own", cards: 40, what: "new" }],
  foreignNotes: 0,
  leftOut: { reviews: 0, cards: 0 },
  byHand: 0,
};

export const ANKI_PREVIEW: BackupPreview = {
  ...PREVIEW,
  fileName: "Hormones of bone.apkg",
  origin: "anki",
  exportedAtMs: null,
  conflicting: 0,
  again: 60,
  othersTakenBack: 0,
  withoutSettings: { ...PREVIEW.withoutSettings, again: 60, othersTakenBack: 0 },
  merge: { ...CHANGES, beforeReset: 14, settings: [], plans: [], switches: [] },
  replace: null,
  afterTakingBack: { merge: 3_000, replace: null },
  resets: 3,
  decks: [],
  foreignNotes: 12,
  leftOut: { reviews: 2_040, cards: 31 },
  byHand: 5,
};

/** It had 1,312 entries. */
export const LAST_FILE = lastFile({ atMs: NOW_MS, added: 1_312 });
export const IN_PART = { ...LAST_FILE, isBegun: true, undone: 500, left: 804 };
