import { compareVersions } from "../core/deck/version-order.ts";
import type { DeckId, EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isKnown } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import type { LogExport } from "../core/log/log-export.ts";
import { isFromNewer } from "../core/log/newer.ts";
import { canonicalIfShallow } from "../exchange/canonical.ts";
import { bringingAgain } from "../exchange/changes/bringing-again.ts";
import { changesBy, type LogHere } from "../exchange/changes/changes.ts";
import { unionOf } from "../exchange/changes/counting.ts";
import type { FileChanges } from "../exchange/changes/file-changes.ts";
import { othersTakenBack, replacementEvents, undoneBy } from "../exchange/changes/replacement.ts";
import { changedForCards } from "../exchange/changes/set-for-cards.ts";
import { withoutSettings } from "../exchange/changes/settings-events.ts";
import { twinsAmong } from "../exchange/changes/twins.ts";
import type { Preview } from "../jobs/messages.ts";
import { idsHere } from "../store/log/maybe-here.ts";
import type { Database } from "../store/opening/open.ts";
import { type Profile, undoMaker } from "./profile.ts";
import type { TakesBack } from "./takes-more.ts";
import { wantedOrHere } from "./wanted-or-here.ts";

export interface Looked {
  readonly preview: Omit<Preview, "origin" | "exportedAtMs" | "resets" | "foreignNotes" | "leftOut" | "byHand">;
  readonly takesBack: TakesBack;
  /** Whether it brings anything again that was taken back with a file, be it new here. */
  readonly bringsAgain: boolean;
}

/**
 * What bringing a log in would change. Writes nothing.
 * @param isWhole whether it can replace the log here
 * @param onStep told now and then that it goes on
 */
export async function previewOf(
  db: Database,
  profile: Profile,
  { events, ownDecks }: LogExport,
  isWhole: boolean,
  onStep: () => void,
): Promise<Looked> {
  const here = { ...profile, coming: ownDecks.filter(({ id, version }) => COMING.has(whatIs(profile, id, version))) };
  const make = undoMaker(profile);
  const again = bringingAgain(profile.events, events, make, profile.cardOf);
  const merge = changesBy(here, events, again.undos);
  onStep();
  // Where nothing is here, nothing can be taken back, and both ways are one.
  const undos =
    isWhole && profile.events.length > 0
      ? replacementEvents(profile.events, events, make, profile.cardOf, again.undos)
      : [];
  onStep();
  const undosWithoutSettings = leavingSettings(profile, events, undos);
  const othersOf = (some: readonly UndoEvent[]): number =>
    othersTakenBack(some, again.undos, profile.events, profile.cardOf);
  const spoilt = await spoiltHere(db, profile.events, events);
  const comesAgain = thoseHere(profile.events, again.events, spoilt);
  const twins = twinsAmong(profile.events, newAmong(profile.events, events, spoilt), again.undos, profile.cardOf);
  const counts = {
    ...countAgainst(profile.events, events, { again: comesAgain, spoilt, twins }),
    othersTakenBack: othersOf(undos),
  };
  // For each entry that comes in there is an undo then.
  const leftBy = (made: number): number => profile.events.length + spoilt.size + 2 * (counts.added + made);
  const preview = {
    ...counts,
    twins: twins.size,
    mended: spoilt.size,
    withoutSettings: await countWithoutSettings(db, profile, events, comesAgain, {
      ...counts,
      ...merge,
      othersTakenBack: othersOf(undosWithoutSettings),
    }),
    merge,
    replace: isWhole ? replacing(here, merge, events, undos, again.undos) : null,
    here: profile.events.length,
    afterTakingBack: { merge: leftBy(again.undos.length), replace: isWhole ? leftBy(undos.length) : null },
    decks: ownDecks.map(({ id, title, version, cards }) => {
      return { id, title, cards: cards.length, what: whatIs(profile, id, version) };
    }),
  };
  const takesBack = {
    withSettings: new Set(undoneBy(undos, again.undos)),
    withoutSettings: new Set(undoneBy(undosWithoutSettings, again.undos)),
  };
  return { preview, takesBack, bringsAgain: again.undos.length > 0 };
}

/** What a replacement changes, and what of that is set for single cards. */
function replacing(
  { now, ...here }: LogHere & Pick<Profile, "now">,
  merge: FileChanges,
  events: readonly Envelope[],
  undos: readonly UndoEvent[],
  again: readonly UndoEvent[],
): Preview["replace"] {
  // Where nothing is here, nothing of it can end.
  if (here.events.length === 0) return { ...merge, ending: NOTHING, returning: NOTHING };
  const both = unionOf(here.events, events);
  const reading = { ...here, today: now.today };
  return {
    ...(undos.length === 0 ? merge : changesBy(here, events, [...undos])),
    // Also where it needs no undo: what the file brings may end a star by itself.
    ...changedForCards(here.events, [...both, ...again], [...both, ...undos], reading),
  };
}

const NOTHING = { suspended: 0, putOff: 0, stars: 0, wordings: 0 };

/** What of a file is here, and cannot be read. Of what is not among the log the index says whether it has it. */
function spoiltHere(
  db: Database,
  here: readonly Envelope[],
  events: readonly Envelope[],
): Promise<ReadonlySet<EventId>> {
  const lacking = new Set(events.map(({ id }) => id));
  for (const { id } of here) lacking.delete(id);
  return idsHere(db, [...lacking]);
}

/** What of a file is not here, each once. */
function newAmong(
  here: readonly Envelope[],
  events: readonly Envelope[],
  spoilt: ReadonlySet<EventId>,
): readonly Envelope[] {
  const lacking = new Set(events.map(({ id }) => id));
  for (const { id } of here) lacking.delete(id);
  return events.filter(({ id }) => !spoilt.has(id) && lacking.delete(id));
}

/** Without those that never were here, though another machine has taken them back: these are new. What is spoilt here is here. */
function thoseHere(
  here: readonly Envelope[],
  events: readonly Envelope[],
  spoilt: ReadonlySet<EventId>,
): readonly Envelope[] {
  const lacking = new Set(events.map(({ id }) => id));
  for (const { id } of here) lacking.delete(id);
  return events.filter(({ id }) => !lacking.has(id) || spoilt.has(id));
}

/** A deck that comes to stand here with the file, or in another version. */
const COMING: ReadonlySet<string> = new Set<Preview["decks"][number]["what"]>(["new", "removed", "update"]);

/** What bringing in a deck of the file comes to: what is left out by `restore.ts` is named here. */
function whatIs({ decks, removed }: Profile, id: DeckId, version: string): Preview["decks"][number]["what"] {
  const known = decks.get(id);
  if (!known) return removed.has(id) ? "removed" : "new";
  if (known.origin === "bundled") return "bundled";
  const order = compareVersions(version, known.version);
  return order === 0 ? "known" : order < 0 ? "older" : "update";
}

/** Those of the undos that replacing adds where settings are left as they are, here and in the file. */
function leavingSettings(
  { events: here }: Profile,
  events: readonly Envelope[],
  undos: readonly UndoEvent[],
): readonly UndoEvent[] {
  if (undos.length === 0) return undos;
  const kept = [...withoutSettings(here, events), ...withoutSettings(events, here)];
  const ids = new Set(kept.map(({ id }) => id));
  return undos.filter(({ undoes }) => ids.has(undoes));
}

/**
 * What comes where the settings of the file are left out: as `restore.ts` brings it in then.
 * @param all the same with them
 */
async function countWithoutSettings(
  db: Database,
  { events: here, nowMs }: Profile,
  events: readonly Envelope[],
  again: readonly Envelope[],
  all: Preview["withoutSettings"],
): Promise<Preview["withoutSettings"]> {
  const wanted = withoutSettings(events, here);
  const isWanted = new Set(wanted.map(({ id }) => id));
  const coming = new Set(await wantedOrHere(db, events, wanted));
  const left = events.filter((event) => !coming.has(event));
  const ids = new Set(left.map(({ id }) => id));
  const known = here.filter(({ id }) => ids.has(id));
  const counts = countAgainst(known, left, { again: [], spoilt: NONE, twins: NONE });
  for (const { id } of known) ids.delete(id);
  const ofKind = Object.entries(all.addedOfKind).map(
    ([kind, count]) => [kind, count - (counts.addedOfKind[kind] ?? 0)] as const,
  );
  return {
    added: all.added - counts.added,
    addedOfKind: Object.fromEntries(ofKind.filter(([, count]) => count > 0)),
    again: again.filter(({ id }) => isWanted.has(id)).length,
    othersTakenBack: all.othersTakenBack,
    fromNewer: all.fromNewer - counts.fromNewer,
    inFuture: all.inFuture - left.filter(({ id, atMs }) => ids.has(id) && atMs > nowMs).length,
  };
}

const NONE: ReadonlySet<EventId> = new Set();

interface Known {
  readonly again: readonly Envelope[];
  /** Those that are here and only mended, so that they are nothing new. */
  readonly spoilt: ReadonlySet<EventId>;
  /** Those that are here under another id: new entries, and no new reviews. */
  readonly twins: ReadonlySet<EventId>;
}

/** How many of the events are new here, known, come again, contradict what is here, or come from a newer version. */
function countAgainst(here: readonly Envelope[], events: readonly Envelope[], { again, spoilt, twins }: Known) {
  const hereById = new Map<EventId, Envelope>(here.map((event) => [event.id, event]));
  const comesAgain = new Set<EventId>(again.map(({ id }) => id));
  const counts = { added: 0, known: 0, again: 0, conflicting: 0, fromNewer: 0 };
  const ofKind = new Map<string, number>();
  // Several of the file may be one that is here, see `asKnownHere`.
  const met = new Set<EventId>();
  let metBefore = 0;
  for (const event of events) {
    const other = hereById.get(event.id);
    const isNew = isFromNewer(event);
    if (isNew) counts.fromNewer += 1;
    if (met.add(event.id).size === metBefore) continue;
    metBefore += 1;
    if (comesAgain.has(event.id)) counts.again += 1;
    else if (other) {
      const isSame = canonicalIfShallow(other) === canonicalIfShallow(event);
      counts[isSame ? "known" : "conflicting"] += 1;
    } else if (!spoilt.has(event.id)) {
      counts.added += 1;
      if (!twins.has(event.id) && (!isNew || isKnown(event))) ofKind.set(event.kind, (ofKind.get(event.kind) ?? 0) + 1);
    }
  }
  return { ...counts, addedOfKind: Object.fromEntries(ofKind) };
}
