/**
 * Firefox collects the memory of a worker in one go, and a grade that waits for a transaction of that worker waits for that as
 * well. So nobody who holds the whole log asks for what a grade writes.
 */
import { expect, test } from "vitest";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { CARD_STORES } from "../../../src/store/states/refold.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { examForecast } from "../../../src/worker/exam.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { fitModel } from "../../../src/worker/fit-model.ts";
import { forecastWorkload } from "../../../src/worker/forecast-workload.ts";
import { readHindcast } from "../../../src/worker/hindcast.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { readMemories } from "../../../src/worker/memories.ts";
import { readForImport, readProfile } from "../../../src/worker/profile.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { at, DEVICE, maker, scheduler } from "../../support/database/db-steps.ts";
import { MANY } from "../../support/database/many-cards.ts";
import { mostOfOneTransaction } from "../../support/database/rows-by-transaction.ts";
import { storesInTurn } from "../../support/database/stores-in-turn.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";
import { quickToForget, reviewEvents } from "../../support/samples/learner-log.ts";

const CARDS = MANY.slice(0, 1100);
const SEGMENT = 100;
const quietly = (): void => {};
let db: Database;

useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(CARDS), scheduler, Date.now());
  const ids = CARDS.slice(0, 40).map(({ id }) => id);
  await merge(db, reviewEvents(quickToForget(40, 650), ids, DEVICE), scheduler);
  while (await packNext(db, SEGMENT));
  await setPlan(db, EXAM, at(Date.now()).today + 10, () => maker(Date.now()));
});

const JOBS: Readonly<Record<string, () => Promise<unknown>>> = {
  "the forecast of an exam": () => examForecast(db, quietly),
  "the forecast of the workload": () => forecastWorkload(db, 10, quietly),
  "the forecast of 60 days ago": () => readHindcast(db, quietly),
  "the look back and ahead": () => readMemories(db, quietly),
  "a fit of weights": () => fitModel(db, quietly),
  "a backup": () => exportFile(db, { format: "json", appVersion: "1" }, quietly),
  "all for a table or a package": () => readStudyData(db),
  "all for a preview": () => readProfile(db),
  "all for reviews of another program": () => readForImport(db),
};

test.each(Object.keys(JOBS))("%s asks for nothing that a grade writes once it holds the log", async (name) => {
  const begun = await storesInTurn(async () => JOBS[name]?.());
  const isPacked = (stores: readonly string[]): boolean => stores.includes("packed");
  expect(begun.filter(isPacked).length).toBeGreaterThan(5);
  const since = begun.slice(begun.findIndex(isPacked)).flat();
  expect(since.filter((store) => CARD_STORES.some((written) => written === store))).toEqual([]);
});

test.each(Object.keys(JOBS))("%s has no transaction that reads more than a piece of the cards", async (name) => {
  expect(await mostOfOneTransaction(async () => JOBS[name]?.())).toBeLessThanOrEqual(1000);
});

test("what is here is read before a file is, whose events are held as well", async () => {
  const file = await exportFile(db, { format: "json", appVersion: "1" }, quietly);
  let isFileRead = false;
  const { stream } = file;
  file.stream = () => {
    isFileRead = true;
    return stream.call(file);
  };
  const since: string[] = [];
  await storesInTurn(
    () => inspectFile(db, file, quietly),
    (stores) => isFileRead && since.push(...stores),
  );
  expect(isFileRead).toBe(true);
  // Which of the settings that the file would leave out are here is asked for by their ids, once those are known.
  expect(since.filter((store) => CARD_STORES.some((written) => written === store))).toEqual(["events"]);
});
