/** One learner's history, the files that are made of it, and what another profile does with those. */
import { afterEach, beforeEach } from "vitest";
import { writeAnkiPackage } from "../../../src/exchange/anki/write-package.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { LABELS } from "../../anki/labels.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, scheduler } from "../database/db-steps.ts";
import { deck } from "../samples/cards.ts";

export const quietly = (): void => {};

/** Progress that ends the work when it is told so many times. */
export function stopAt(times: number): () => void {
  let told = 0;
  return () => {
    if (++told === times) throw new Error("the page was closed");
  };
}

/** An empty profile with the deck of five. */
async function newProfile(): Promise<Database> {
  await deleteDatabase();
  const db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
  return db;
}

/** Four answers of three cards: a, b, c, and a once more. */
async function study(db: Database): Promise<void> {
  for (const [i, name] of ["a", "b", "c", "a"].entries())
    await grade(db, await get(db, forward(name)), 3, NOW + i * 600_000);
}

export const FILES = {
  package: async (db: Database) => new Blob([new Uint8Array(await writeAnkiPackage(await readStudyData(db), LABELS))]),
  backup: (db: Database): Promise<Blob> => exportFile(db, { format: "json", appVersion: "1" }, quietly),
};

async function bring(db: Database, file: Blob, mode: "merge" | "replace" = "merge") {
  const chosen = await inspectFile(db, file, quietly);
  return { ...chosen, restored: await restore(db, chosen, { mode, withSettings: false }, quietly) };
}

/** How many reviews count of each of the five cards. */
const countedOfFive = (db: Database): Promise<number[]> =>
  Promise.all(FIVE.map(async ({ id }) => (await get(db, id)).state.reviews));

/** A new profile for each test of a file, and what is done with it. */
export function useProfile() {
  let db: Database;
  const anew = async (): Promise<void> => {
    db.close();
    db = await newProfile();
  };
  beforeEach(async () => {
    db = await newProfile();
  });
  afterEach(() => db.close());
  return {
    /** As it is now. */
    get db() {
      return db;
    },
    /** Another profile, with nothing of this one. */
    anew,
    studied: () => study(db),
    packed: () => FILES.package(db),
    backup: () => FILES.backup(db),
    bring: (file: Blob, mode?: "merge" | "replace") => bring(db, file, mode),
    counted: () => countedOfFive(db),
  };
}
