import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import type { Restored } from "../exchange/messages.ts";
import { replacementEvents } from "../exchange/replacement.ts";
import { withoutSettings } from "../exchange/settings-events.ts";
import { removeDeck } from "../store/decks.ts";
import { installDeck } from "../store/install-deck.ts";
import { unite } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";
import { type Profile, readProfile, undoMaker } from "./here.ts";
import type { Chosen } from "./inspect-file.ts";
import { keepRestore } from "./last-restore.ts";

interface Choice {
  readonly mode: "merge" | "replace";
  readonly withSettings: boolean;
}

/** Brings the chosen file in: its decks, then its events in one transaction. What fails leaves nothing behind. */
export async function restore(
  db: Database,
  { log, preview }: Chosen,
  choice: Choice,
  onProgress: OnJobProgress,
): Promise<Restored> {
  onProgress(0, 0);
  const profile = await readProfile(db);
  const { events, undos } = wanted(profile, log.events, choice);
  const brought = await installDecks(db, log.ownDecks, profile);
  try {
    const scheduler = schedulerFor(await readSettings(db));
    const added = await unite(db, [...events, ...undos], scheduler, { onWritten: onProgress });
    const canTakeBack = await keepRestore(db, added, brought, profile.nowMs);
    // Undos are no entries of the file.
    const takenBack = takenBackBy(undos, profile.events);
    return { added: added.length - undos.length, known: preview.known, takenBack, canTakeBack };
  } catch (error) {
    for (const deck of brought) await removeDeck(db, deck);
    throw error;
  }
}

/** The events of the file that are wanted, and what must be added beside them. */
function wanted(profile: Profile, fromFile: readonly Envelope[], { mode, withSettings }: Choice) {
  const settled = (events: readonly Envelope[], known: readonly Envelope[]) =>
    withSettings ? events : withoutSettings(events, known);
  const events = settled(fromFile, profile.events);
  if (mode === "merge") return { events, undos: [] };
  const here = settled(profile.events, fromFile);
  return { events, undos: replacementEvents(here, events, undoMaker(profile), profile.cardOf) };
}

/** How many reviews some undos take back. */
function takenBackBy(undos: readonly Envelope[], here: readonly Envelope[]): number {
  const reviews = new Set(here.filter((event) => isOfKind(event, "review")).map(({ id }) => id));
  return undos.filter((undo) => isOfKind(undo, "undo") && reviews.has(undo.undoes)).length;
}

/** @returns the decks that were not here before */
async function installDecks(
  db: Database,
  decks: Chosen["log"]["ownDecks"],
  { decks: here, scheduler, nowMs }: Profile,
): Promise<Chosen["log"]["ownDecks"][number]["id"][]> {
  const brought: Chosen["log"]["ownDecks"][number]["id"][] = [];
  for (const deck of decks) {
    const known = here.get(deck.id);
    // A bundled deck is part of the extension, and no file replaces it.
    if (known?.origin === "bundled") continue;
    await installDeck(db, deck, scheduler, nowMs, "own");
    if (!known) brought.push(deck.id);
  }
  return brought;
}
