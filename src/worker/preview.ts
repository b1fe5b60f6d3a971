import { compareVersions } from "../core/deck/version-order.ts";
import type { DeckId, EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isKnown } from "../core/log/event.ts";
import type { LogExport } from "../core/log/log-export.ts";
import { isFromNewer } from "../core/log/newer.ts";
import { canonicalIfShallow } from "../exchange/canonical.ts";
import { bringingAgain } from "../exchange/changes/bringing-again.ts";
import { changesBy } from "../exchange/changes/changes.ts";
import type { DeckOfSwitches } from "../exchange/changes/register-changes.ts";
import { replacementEvents } from "../exchange/changes/replacement.ts";
import type { Preview } from "../exchange/messages.ts";
import { type Profile, undoMaker } from "./here.ts";

/**
 * What bringing a log in would change. Writes nothing.
 * @param isWhole whether it can replace the log here
 * @param onStep told now and then that it goes on
 */
export function previewOf(
  profile: Profile,
  { events, ownDecks }: LogExport,
  isWhole: boolean,
  onStep: () => void,
): Omit<Preview, "origin" | "exportedAtMs" | "resets" | "foreignNotes" | "leftOut" | "byHand"> {
  const decks = new Map<DeckId, DeckOfSwitches>(
    [...ownDecks, ...profile.decks.values()].map((deck) => [deck.id, deck]),
  );
  const here = { ...profile, decks };
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
  const counts = countAgainst(profile.events, events, again.events);
  // For each entry that comes in there is an undo then.
  const leftBy = (made: number): number => profile.events.length + 2 * (counts.added + made);
  return {
    ...counts,
    merge,
    replace: !isWhole ? null : undos.length === 0 ? merge : changesBy(here, events, undos),
    here: profile.events.length,
    afterTakingBack: { merge: leftBy(again.undos.length), replace: isWhole ? leftBy(undos.length) : null },
    decks: ownDecks.map(({ id, title, version, cards }) => {
      return { id, title, cards: cards.length, what: whatIs(profile, id, version) };
    }),
  };
}

/** What bringing in a deck of the file comes to: what is left out by `restore.ts` is named here. */
function whatIs({ decks, removed }: Profile, id: DeckId, version: string): Preview["decks"][number]["what"] {
  const known = decks.get(id);
  if (!known) return removed.has(id) ? "removed" : "new";
  if (known.origin === "bundled") return "bundled";
  const order = compareVersions(version, known.version);
  return order === 0 ? "known" : order < 0 ? "older" : "update";
}

/** How many of the events are new here, known, come again, contradict what is here, or come from a newer version. */
function countAgainst(here: readonly Envelope[], events: readonly Envelope[], again: readonly Envelope[]) {
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
    } else {
      counts.added += 1;
      if (!isNew || isKnown(event)) ofKind.set(event.kind, (ofKind.get(event.kind) ?? 0) + 1);
    }
  }
  return { ...counts, addedOfKind: Object.fromEntries(ofKind) };
}
