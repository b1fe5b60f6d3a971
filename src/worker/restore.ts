import type { Deck } from "../core/deck/deck.ts";
import { compareVersions } from "../core/deck/version-order.ts";
import type { EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { isWithFile } from "../core/log/taken-back.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../core/progress.ts";
import { same } from "../core/same.ts";
import { tooMuchTogether } from "../exchange/backup/combined-limits.ts";
import { bringingAgain } from "../exchange/changes/bringing-again.ts";
import { othersTakenBack, replacementEvents } from "../exchange/changes/replacement.ts";
import { undoesOnlyItsOwn, withoutSettings } from "../exchange/changes/settings-events.ts";
import { problem } from "../exchange/problem.ts";
import type { FileRestored } from "../jobs/messages.ts";
import { whenTakenBack } from "../platform/taking-back-lock.ts";
import { cardByCard } from "../store/database/event-rows.ts";
import type { DeckRow } from "../store/database/schema.ts";
import { type Writing, write } from "../store/database/transaction.ts";
import { DECK_STORES, installDeckIn } from "../store/decks/install-deck.ts";
import { type EventsOf, lastPlace } from "../store/log/log.ts";
import { stampOf } from "../store/log/stamp.ts";
import type { Database } from "../store/opening/open.ts";
import { settingsNow } from "../store/settings/settings.ts";
import { type KnownRows, knowingRows } from "../store/writing/lost-with-rows.ts";
import { inMemory, MERGE_STORES, mergeIn } from "../store/writing/merge.ts";
import { countingGone } from "./gone-by-file.ts";
import { type Chosen, inspectFile } from "./inspect-file.ts";
import { fileChangesNow, isBegunNow, keepRestore, lastRestore, readKept } from "./last-restore.ts";
import { unreadableIds } from "./left-to-take-back.ts";
import { ProblemError } from "./problem-error.ts";
import { type Profile, readDecksOf, readProfile, undoMaker } from "./profile.ts";
import { takeBack } from "./take-back.ts";
import { takesMore } from "./takes-more.ts";
import { hasUndosSince } from "./undos-since.ts";
import { wantedOrHere } from "./wanted-or-here.ts";

interface Choice {
  readonly mode: "merge" | "replace";
  readonly withSettings: boolean;
}

/**
 * Brings the chosen file in: its decks and its events in one transaction, so that what fails leaves nothing behind. Where a file
 * was brought in or taken back since it was looked at, by another page or on another machine, it is looked at once more: what it
 * brings may be something else. So it is for a replacement where anything was done here since: it takes back nothing that its preview did not tell.
 * Where one is taken back just now, step by step, the end of that is waited for.
 * @throws ProblemError also where one was taken back in part and nobody goes on with it: whether the rest goes or stays is for
 * the user to say, before anything else comes in; and where replacing would take back more by now than was told
 */
export async function restore(
  db: Database,
  chosen: Chosen,
  choice: Choice,
  onProgress: OnProgress,
): Promise<FileRestored> {
  onProgress(UNKNOWN_PROGRESS);
  for (let now = chosen; ; now = await inspectFile(db, chosen.file, onProgress)) {
    if (choice.mode === "replace" && takesMore(chosen, now, choice.withSettings))
      throw new ProblemError(problem("backup_takesMore"));
    const restored = await restoreHeld(db, now, choice, onProgress);
    if (typeof restored === "object") return restored;
    if (restored === "outdated") continue;
    await whenTakenBack(() => onProgress(UNKNOWN_PROGRESS));
    if (!(await isRestGone(db, now.log.events, onProgress))) throw new ProblemError(problem("backup_lastInPart"));
  }
}

/**
 * Whether nothing is left of a file that was taken back in part. Where what is left cannot be read, this file may mend it: then
 * it is taken back, as was asked for, and comes in again with this file, to be taken back with it.
 */
async function isRestGone(db: Database, events: readonly Envelope[], onProgress: OnProgress): Promise<boolean> {
  const last = await readKept(db);
  if (!last?.isBegun) return true;
  if (!last.isUnreadable) return false;
  const lost = await unreadableIds(db, last);
  const mending = events.filter(({ id }) => lost.has(id));
  await knowingRows(db, (known) =>
    write(db, MERGE_STORES, async (transaction, written) => {
      const scheduler = schedulerFor(await settingsNow(transaction));
      await mergeIn(transaction, written, mending, scheduler, known);
    }),
  );
  await takeBack(db, onProgress, undefined, last.atMs);
  return !(await lastRestore(db))?.isBegun;
}

/**
 * @returns why nothing was written: the file was held against something else than what is here now, or the last one is taken
 * back in part
 */
async function restoreHeld(
  db: Database,
  { log, preview, bringsAgain, heldAgainst, stamp, seen }: Chosen,
  choice: Choice,
  onProgress: OnProgress,
): Promise<FileRestored | "outdated" | "in part"> {
  const wanted = await (choice.mode === "merge" ? merging : replacing)(db, log, choice, bringsAgain);
  const { profile, events, undos, again } = wanted;
  // As the preview said, which is held against what is here: also reviews that the file's own undos take back.
  const told = { takenBack: preview.replace?.stopCounting ?? 0, othersTakenBack: wanted.othersTakenBack };
  const ofFile = idsOf(log.events);
  const stores = [...new Set([...DECK_STORES, ...MERGE_STORES])];
  const bring = async (transaction: Writing, written: Envelope[], known: KnownRows) => {
    if (await isBegunNow(transaction)) return "in part";
    if ((await fileChangesNow(transaction)) !== heldAgainst) return "outdated";
    // Adding the file takes back nothing that was done here since; but what was taken back with a file since, it brings again.
    const isOutdated =
      choice.mode === "replace"
        ? !same(await stampOf(transaction), stamp)
        : await hasUndosSince(transaction, seen, (undo) => isWithFile(undo) && ofFile.has(undo.undoes));
    if (isOutdated) return "outdated";
    const all = cardByCard([...events, ...undos]);
    // Within the write: other weights may have come in force since the profile was read.
    const scheduler = schedulerFor(await settingsNow(transaction));
    const before = await lastPlace(transaction.objectStore("events"));
    const isEmpty = before === 0;
    const { brought, came } = await installDecks(
      transaction,
      log.ownDecks,
      { ...profile, scheduler },
      isEmpty ? inMemory(all) : undefined,
    );
    const counter = choice.mode === "merge" ? countingGone(undos) : null;
    const united = await mergeIn(transaction, written, all, scheduler, known, {
      onWritten: onProgress,
      isEmpty,
      ...(counter && { onLogs: counter.onLogs }),
    });
    const gone = (await counter?.gone(transaction.objectStore("events"), united)) ?? told;
    // Undos are no entries of the file. What comes again may be mended with it, or new where another machine took it back.
    const mended = united.mended.length;
    const isMended = new Set(united.mended);
    const others = united.added.filter((event) => !again.has(event.id) && !isMended.has(event)).length;
    const sums = { added: others - undos.length + again.size, ...gone };
    await keepRestore(transaction, { ...united, before }, brought, profile.nowMs, sums);
    return { ...sums, mended, decks: came };
  };
  const counts = await knowingRows(db, (known) =>
    write(db, stores, (transaction, written) => bring(transaction, written, known)),
  );
  if (typeof counts === "string") return counts;
  return { ...counts, known: preview.known, canTakeBack: (await lastRestore(db)) !== null };
}

/** The profile that a file comes into, the events of the file that are wanted, and what must be added beside them. */
interface Wanted {
  readonly profile: Pick<Profile, "decks" | "nowMs">;
  readonly events: readonly Envelope[];
  readonly undos: readonly UndoEvent[];
  /** The entries of the file that those bring again. */
  readonly again: ReadonlySet<EventId>;
  /** How many entries here those take back that are no reviews. */
  readonly othersTakenBack: number;
}

/** What is here stays, so that it is read only where the file names something of it, or brings it again. */
async function merging(
  db: Database,
  { events: all }: Chosen["log"],
  { withSettings }: Choice,
  bringsAgain: boolean,
): Promise<Wanted> {
  if (!bringsAgain && (withSettings || undoesOnlyItsOwn(all))) {
    const events = withSettings ? all : await wantedOrHere(db, all, withoutSettings(all, []));
    return { profile: await readDecksOf(db), events, undos: [], again: new Set(), othersTakenBack: 0 };
  }
  const profile = await readProfile(db);
  const wanted = withSettings ? all : withoutSettings(all, profile.events);
  const { events: again, undos } = bringingAgain(profile.events, wanted, undoMaker(profile), profile.cardOf);
  const events = await wantedOrHere(db, all, wanted);
  const tooMuch = undos.length > 0 ? tooMuchTogether(profile, [...events, ...undos]) : null;
  if (tooMuch) throw new ProblemError(tooMuch);
  return { profile, events, undos, again: idsOf(again), othersTakenBack: 0 };
}

async function replacing(db: Database, log: Chosen["log"], { withSettings }: Choice): Promise<Wanted> {
  const profile = await readProfile(db);
  const wanted = withSettings ? log.events : withoutSettings(log.events, profile.events);
  const here = withSettings ? profile.events : withoutSettings(profile.events, log.events);
  const make = undoMaker(profile);
  const again = bringingAgain(here, wanted, make, profile.cardOf);
  const undos = replacementEvents(here, wanted, make, profile.cardOf, again.undos);
  const events = await wantedOrHere(db, log.events, wanted);
  // The file was held against what is here before anybody knew how it would be brought in.
  const tooMuch = undos.length > 0 ? tooMuchTogether(profile, [...events, ...undos]) : null;
  if (tooMuch) throw new ProblemError(problem("backup_replaceTogether", ...tooMuch.arguments));
  return {
    profile,
    events,
    undos,
    again: idsOf(again.events),
    othersTakenBack: othersTakenBack(undos, again.undos, profile.events, profile.cardOf),
  };
}

const idsOf = (events: readonly Envelope[]): ReadonlySet<EventId> => new Set(events.map(({ id }) => id));

/**
 * A deck that is here in a later version stays as it is: the file was made before that one came, or on a machine that does not
 * have it yet. One that was removed comes back, as the preview said.
 * @param coming the events that come with them into an empty log
 * @returns the decks that were not here before, and how many came with those of another version
 */
async function installDecks(
  transaction: Writing,
  decks: Chosen["log"]["ownDecks"],
  { decks: here, scheduler, nowMs }: Wanted["profile"] & Pick<Profile, "scheduler">,
  coming: EventsOf | undefined,
): Promise<{ readonly brought: readonly Deck[]; readonly came: number }> {
  const brought: Deck[] = [];
  let came = 0;
  for (const deck of decks) {
    const known = here.get(deck.id);
    // A bundled deck is part of the extension, and no file replaces it.
    if (known?.origin === "bundled") continue;
    const isLater = ({ version }: DeckRow): boolean => compareVersions(deck.version, version) > 0;
    // Another page may have brought it since: then it is not for this restore to take away again.
    let isNew = false;
    const isWanted = (row: DeckRow | undefined): boolean => {
      isNew = !row;
      return isNew || (row !== undefined && isLater(row));
    };
    if (await installDeckIn(transaction, deck, scheduler, nowMs, "own", isWanted, coming)) came++;
    if (isNew) brought.push(deck);
  }
  return { brought, came };
}
