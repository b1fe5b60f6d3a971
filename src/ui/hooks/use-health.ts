import { useEffect, useState } from "preact/hooks";
import { examine, readHealth } from "../../copies/health.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { type Now, nowAt } from "../../core/plan/now.ts";
import { DAY_MS, startOfStudyDay } from "../../core/plan/study-day.ts";
import { bundledDecks } from "../../platform/bundled-decks.ts";
import { systemClock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { troubleText } from "../../session/view-of.ts";
import type { Changes } from "../../store/changes.ts";
import { correctClock } from "../../store/correct-clock.ts";
import type { Database } from "../../store/open.ts";
import { readSettings } from "../../store/settings.ts";
import { writeTrouble } from "../../store/trouble.ts";
import type { HealthResult, HealthView } from "../health/health-view.ts";

export interface HealthControl {
  readonly health: HealthView | null;
  readonly busy: boolean;
  readonly result: HealthResult | null;
  readonly onCheck: () => void;
  readonly onCorrectClock: () => void;
}

/** The data's health, and the two things that a user can do for it. */
export function useHealth(db: Database, changes: Changes): HealthControl {
  const [health, setHealth] = useState<HealthView | null>(null);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<HealthResult | null>(null);
  useEffect(() => logFailure("reading the data's health", readView(db).then(setHealth)), [db]);

  const run = (work: () => Promise<HealthResult>): void => {
    setBusy(true);
    setResult(null);
    const running = work().catch((error: unknown): HealthResult => {
      console.error("caring for the data failed:", error);
      return { kind: "failed", sentence: troubleText(writeTrouble(error)) };
    });
    logFailure(
      "caring for the data",
      running.then(async (outcome) => {
        setResult(outcome);
        setHealth(await readView(db));
        setBusy(false);
        changes.announce();
      }),
    );
  };

  return {
    health,
    busy,
    result,
    onCheck: () =>
      run(async () => {
        const { found, left } = await examine(db, await recordFiles(), bundledDecks, systemClock.nowMs());
        const differences = found.wrong.length + found.unreadable.length + found.missing.length;
        if (differences === 0) return { kind: "clean", events: found.events, cards: found.cards };
        return { kind: "mended", differences, left };
      }),
    onCorrectClock: () =>
      run(async () => {
        const scheduler = schedulerFor(await readSettings(db));
        const cards = await correctClock(db, scheduler, await now(db), systemClock.randomBytes);
        return { kind: "clockCorrected", cards };
      }),
  };
}

const now = async (db: Database): Promise<Now> => {
  const { rolloverHour } = await readSettings(db);
  return nowAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
};

async function readView(db: Database): Promise<HealthView> {
  const moment = await now(db);
  // Asked for here too: somebody may come to the options before the first card.
  const [persisted, { snapshotDay, ...health }] = await Promise.all([
    navigator.storage.persist(),
    readHealth(db, await recordFiles(), moment),
  ]);
  const noon = DAY_MS / 2;
  const snapshotAtMs =
    snapshotDay === null ? null : startOfStudyDay(snapshotDay, moment.rolloverHour, moment.offsetAt) + noon;
  return { ...health, persisted, snapshotAtMs };
}
