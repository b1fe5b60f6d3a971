import { total } from "../copies/check/findings.ts";
import { examineWeekly } from "../copies/record/health.ts";
import type { Beyond } from "../copies/record/health-notes.ts";
import type { Guarded } from "../copies/record/open-guarded.ts";
import { takeInKept } from "../copies/shared/kept-lines.ts";
import { copyWaiting } from "../copies/shared/waiting.ts";
import { verifyUpgrades } from "../copies/upgrade/verify-upgrade.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { outsideText } from "../core/outside-text.ts";
import { nowAt } from "../core/time/now.ts";
import { backupOfRest, isTooLong } from "../exchange/backup/backup-file.ts";
import { BACKUP_LIMITS } from "../exchange/backup/backup-format.ts";
import type { Outside } from "../jobs/outside.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { TooLargeError } from "../platform/too-large.ts";
import { onCommitted } from "../store/database/committed.ts";
import { finishRecount } from "../store/days/recount.ts";
import { readDeck } from "../store/decks/decks.ts";
import { hasEvents } from "../store/log/has-events.ts";
import type { Database } from "../store/opening/open.ts";
import { countEvents } from "../store/segments/count-events.ts";
import { readLogExport } from "../store/segments/log-export.ts";
import { PLAN_REGISTERS } from "../store/settings/plan.ts";
import { readSettings } from "../store/settings/settings.ts";
import { readAnew } from "../store/states/read-anew.ts";
import { refoldStates } from "../store/states/refold-states.ts";
import { choosePortions } from "../store/today/choose-portions.ts";
import { readToday } from "../store/today/today.ts";
import { type Copy, keepCopy } from "./file-copy.ts";
import { takeSteps } from "./steps.ts";
import { tellingPages } from "./telling-pages.ts";

/** Half of the time for which a browser lets a worker live that asks it for nothing. */
const BUDGET_MS = 15_000;
/** An event of a backup takes more than this; a review some 275. */
const LEAST_EVENT_BYTES = 150;

/** A sign of life. @param changed whether anything was changed by now that pages show */
export type OnSign = (changed: boolean) => void;

/**
 * What keeps the data safe while nobody looks: what came since is copied into the second record; what a file held for a later
 * version is taken in by it; an upgrade is verified;
 * what this version understands for the first time counts from then on; states that another model made are worked out anew,
 * and days that may be wrong; what comes first while the learner catches up is chosen; once on each study day a file is saved
 * where the user wants one; once a week everything is compared with the log, from its first event on. Each
 * goes in short steps until the time is used up, and is taken up again at the next wake; none waits for another to succeed.
 * Open pages are told to look again while it goes on, and at its end by who asks for it.
 * @param outside what only some may ask the browser for, lent to a worker
 * @param budgetMs once this is over, whatever is under way ends after the piece in hand, and each step behind it takes one piece,
 * so that none waits for ever
 * @param onSign told after each step, and between the pieces of long ones, that it goes on
 * @returns whether anything was changed that pages show
 */
export async function careForData(
  guarded: Guarded,
  outside: Outside,
  budgetMs = BUDGET_MS,
  onSign: OnSign = () => {},
): Promise<boolean> {
  const { db } = guarded;
  let changed = guarded.restored !== null;
  const tellPages = tellingPages();
  const sign = (news = false): void => {
    changed ||= news;
    tellPages(news);
    onSign(changed);
  };
  sign(changed);
  // What copies have brought is shown before all of it has come.
  onCommitted(db, ({ from }) => from === "copy" && sign(true));
  const { nowMs, offsetAt } = systemClock;
  const end = nowMs() + budgetMs;
  // Each step asks between its pieces.
  const goOn = (news?: boolean): boolean => {
    sign(news);
    return nowMs() < end;
  };
  // Copies bring weights, and pages adopt some, while others of these steps go on.
  const inForce = async () => schedulerFor(await readSettings(db));
  const { place, downloads } = outside;
  const steps = {
    "copying what waits": async () => {
      if (place) await copyWaiting(db, place);
    },
    "copying into the second record": async () => (await guarded.copyAll(goOn)).changed,
    "taking in what an earlier version could not read": async () => (await takeInKept(db, goOn)) > 0,
    "verifying an upgrade": async () => {
      if (place) await verifyUpgrades(db, place, { decks: bundledDecks, scheduler: await inForce() }, goOn);
    },
    "reading the log anew": () => readAnew(db, goOn),
    "working out states anew": async () => refoldStates(db, await inForce(), goOn),
    "choosing what comes first": () => chooseWhatIsFirst(db),
    "counting days anew": () => finishRecount(db, goOn),
    "saving a copy in the downloads": async () => {
      // The user may have turned it off while the steps before went on.
      const { dailyCopy, rolloverHour } = await readSettings(db);
      await keepCopy({
        wanted: dailyCopy,
        today: nowAt(nowMs(), offsetAt, rolloverHour).today,
        nowMs,
        place,
        permitted: downloads.permitted,
        backup: () => backup(db, outside, () => sign()),
        tooLong: () => tooLong(db),
        save: downloads.save,
      });
    },
    "checking everything": async () => {
      const checked = await examineWeekly(db, place, bundledDecks, nowMs(), goOn);
      return checked !== null && total(checked.mended) > 0;
    },
  };
  await takeSteps(steps, sign);
  return changed;
}

/** While the learner catches up, so that a page need not wait for its own. @returns whether pages did without */
async function chooseWhatIsFirst(db: Database): Promise<boolean> {
  // Most learners have no plan, and of them no day is read for it.
  if ((await db.count("registers", PLAN_REGISTERS())) === 0) return false;
  const today = await readToday(db, systemClock.nowMs(), systemClock.offsetAt);
  const catchUp = today.plan?.catchUp;
  if (!catchUp || today.portion === "known") return false;
  return (await choosePortions(db, today, catchUp)) && today.portion === "unknown";
}

async function backup(db: Database, { downloads, appVersion }: Outside, sign: () => void): Promise<Copy | null> {
  if (!(await hasEvents(db))) return null;
  // Not read first and found too large then, at each wake: that takes longer than the browser lets a worker live.
  const { events } = await countEvents(db);
  // That one could not be restored either: nobody is to be told to save it by hand.
  if (events > BACKUP_LIMITS.events) return NO_COPY;
  if (events * LEAST_EVENT_BYTES > downloads.mostBytes)
    throw new TooLargeError(`${events} events are too many for a copy`);
  const file = await backupOfRest(await readLogExport(db), { exportedAtMs: systemClock.nowMs(), appVersion }, sign);
  if ("problem" in file) return NO_COPY;
  return { content: file.content, beyond: beyondBy(file.leftOut.map(({ title }) => title)) };
}

/** More than one deck too many. */
const NO_COPY: Copy = { content: null, beyond: { decks: [] } };

const beyondBy = (titles: readonly string[]): Beyond | null =>
  titles.length > 0 ? { decks: titles.map((title) => outsideText(title)) } : null;

async function tooLong(db: Database): Promise<Beyond | null> {
  // No more than one deck stands in memory.
  const titles: string[] = [];
  for (const { id, origin } of await db.getAll("decks")) {
    const deck = origin === "own" ? await readDeck(db, id) : null;
    if (deck && isTooLong(deck)) titles.push(deck.title);
  }
  return beyondBy(titles);
}
