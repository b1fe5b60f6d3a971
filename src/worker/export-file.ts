import * as v from "valibot";
import type { DeckId } from "../core/ids.ts";
import type { OnProgress } from "../core/progress.ts";
import { labelsSchema } from "../exchange/anki/labels.ts";
import { tooManyAnswers, whyNotReadBack } from "../exchange/anki/read-back.ts";
import { writeAnkiPackage } from "../exchange/anki/write-package.ts";
import { backupFile } from "../exchange/backup/backup-file.ts";
import type { StudyData } from "../exchange/study-data.ts";
import { blankOf, blankRows } from "../exchange/tables/blank.ts";
import { type Cell, delimited, type Separator, UTF8_MARK } from "../exchange/tables/delimited.ts";
import { cardRows } from "../exchange/tables/table-cards.ts";
import { reviewRows, reviewRowsByDay } from "../exchange/tables/table-reviews.ts";
import type { ExportFormat } from "../jobs/messages.ts";
import { systemClock } from "../platform/clock.ts";
import type { Database } from "../store/opening/open.ts";
import { readLogExport } from "../store/segments/log-export.ts";
import { ProblemError } from "./problem-error.ts";
import { readStudyData } from "./study-data.ts";

/** Rows that are joined to one piece of text before it leaves the heap for the blob. */
const ROWS_AT_ONCE = 10_000;

/** The user's data as a file of the wanted format. */
export async function exportFile(db: Database, what: ExportFormat, onProgress: OnProgress): Promise<Blob> {
  switch (what.format) {
    case "json":
      return backup(db, what.appVersion, onProgress);
    case "reviews": {
      const data = await readStudyData(db);
      const rows = what.times ? reviewRows(data) : reviewRowsByDay(data);
      return table(rows, data.events.length, what.separator, onProgress);
    }
    case "cards": {
      // Of what was done to a card its state says all that the table does.
      const data = await readStudyData(db, { log: false });
      return table(cardRows(data), data.cards.length, what.separator, onProgress);
    }
    case "anki":
      return ankiPackage(await readStudyData(db), what.labels, onProgress);
    case "blankAnki":
      return ankiPackage(await blank(db, what.deck), what.labels, onProgress);
    case "blankTable": {
      const data = await blank(db, what.deck);
      return table(blankRows(data), data.cards.length, ",", onProgress);
    }
  }
}

async function ankiPackage(data: StudyData, labels: unknown, onProgress: OnProgress): Promise<Blob> {
  const tooMany = tooManyAnswers(data);
  if (tooMany) throw new ProblemError(tooMany);
  const bytes = await writeAnkiPackage(data, v.parse(labelsSchema, labels), onProgress);
  const file = new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" });
  const refused = await whyNotReadBack(file);
  if (refused) throw new ProblemError(refused);
  return file;
}

const blank = async (db: Database, deck: string): Promise<StudyData> =>
  blankOf(await readStudyData(db, { log: false, own: false }), deck as DeckId, systemClock.nowMs());

async function backup(db: Database, appVersion: string, onProgress: OnProgress): Promise<Blob> {
  const stamp = { exportedAtMs: systemClock.nowMs(), appVersion };
  const file = await backupFile(await readLogExport(db), stamp, onProgress);
  if ("problem" in file) throw new ProblemError(file.problem);
  return file.content;
}

function table(rows: Iterable<readonly Cell[]>, total: number, separator: Separator, onProgress: OnProgress): Blob {
  const parts: Blob[] = [new Blob([UTF8_MARK])];
  let pending: (readonly Cell[])[] = [];
  let done = 0;
  const flush = (): void => {
    parts.push(new Blob([delimited(pending, separator)]));
    done += pending.length;
    pending = [];
    onProgress({ done: Math.min(done, total), total });
  };
  for (const row of rows) {
    pending.push(row);
    if (pending.length >= ROWS_AT_ONCE) flush();
  }
  flush();
  return new Blob(parts, { type: separator === "," ? "text/csv" : "text/tab-separated-values" });
}
