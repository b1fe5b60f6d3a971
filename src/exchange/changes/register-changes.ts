import type { Chapter, Deck } from "../../core/deck/deck.ts";
import type { DeckId } from "../../core/ids.ts";
import { MORE_NEW } from "../../core/log/kinds/plan.ts";
import type { RegisterEvent } from "../../core/log/kinds.ts";
import { keyOfRegister, registerName, switchKey } from "../../core/log/register-name.ts";
import { EXAM, examFrom } from "../../core/memory/exam.ts";
import { CATCH_UP, catchUpFrom, PAUSE, pauseFrom } from "../../core/plan/away.ts";
import { moreNewSince } from "../../core/plan/more-new.ts";
import { same } from "../../core/same.ts";
import { DEFAULT_SETTINGS, decodeSetting, SETTING_KEYS } from "../../core/settings.ts";
import { DAY_MS } from "../../core/time/study-day.ts";
import type { FileChanges } from "./file-changes.ts";

/** What a deck says of its switches. */
export interface DeckOfSwitches extends Pick<Deck, "id" | "title"> {
  readonly chapters: readonly Pick<Chapter, "id" | "title" | "startsOff">[];
}

type Held = ReadonlyMap<string, RegisterEvent>;
const NONE: Held = new Map();
const SWITCHES = "switch/";

/** Settings whose value in force is another, by the order of the form. */
export function settingChanges(before: Held, after: Held): FileChanges["settings"] {
  const inForce = (held: Held, key: (typeof SETTING_KEYS)[number]) =>
    decodeSetting(key, held.get(registerName({ kind: "setting", key }))?.value) ?? DEFAULT_SETTINGS[key];
  return SETTING_KEYS.flatMap((key) => {
    const [from, to] = [inForce(before, key), inForce(after, key)];
    return from === to ? [] : [{ key, from, to }];
  });
}

/** How each plan is read off its register. */
const PLANS = { [PAUSE]: pauseFrom, [CATCH_UP]: catchUpFrom, [EXAM]: examFrom, [MORE_NEW]: moreNewSince } as const;

/** Plans that would be others. One that is over in every zone of the world is none. */
export function planChanges(before: Held, after: Held, nowMs: number): FileChanges["plans"] {
  const earliestToday = Math.floor(nowMs / DAY_MS) - 1;
  return Object.entries(PLANS).flatMap(([key, from]) => {
    const inForce = (held: Held) => from(held.get(registerName({ kind: "plan", key }))?.value, earliestToday);
    return same(inForce(before), inForce(after)) ? [] : [key];
  });
}

/**
 * Switches of decks and chapters that would stand differently. A deck that comes is on where nothing says otherwise: where it was
 * switched off before it was removed, or its file says so, it comes and is not asked. A chapter that another version of its deck
 * lets begin off is named as well.
 * @param coming the decks that would come, new ones and other versions
 */
export function switchChanges(
  before: Held,
  after: Held,
  decks: ReadonlyMap<DeckId, DeckOfSwitches>,
  coming: readonly DeckOfSwitches[] = [],
): FileChanges["switches"] {
  const then = new Map([...decks, ...coming.map((deck) => [deck.id, deck] as const)]);
  const named = [...before.keys(), ...after.keys()].filter((name) => name.startsWith(SWITCHES));
  const ofComing = coming.flatMap(({ id, chapters }) =>
    [null, ...chapters.map((chapter) => chapter.id)].map((chapter) => `${SWITCHES}${switchKey(id, chapter)}`),
  );
  return [...new Set([...named, ...ofComing])].sort().flatMap((name) => {
    const key = keyOfRegister(name);
    const slash = key.indexOf("/");
    const deck = (slash < 0 ? key : key.slice(0, slash)) as DeckId;
    const chapter = slash < 0 ? null : key.slice(slash + 1);
    const [old, head] = [decks.get(deck), then.get(deck)];
    const partOf = (of: DeckOfSwitches | undefined) => of?.chapters.find(({ id }) => id === chapter);
    const isOn = (held: Held, of: DeckOfSwitches | undefined): boolean =>
      (held.get(name)?.value ?? !(partOf(of)?.startsOff ?? false)) !== false;
    // Whoever sees a deck come expects it to be asked, whatever was switched before it was removed.
    const wasOn = isOn(old || !head ? before : NONE, partOf(old) ? old : head);
    if (wasOn === isOn(after, head)) return [];
    const title = chapter === null ? (head?.title ?? deck) : (partOf(head)?.title ?? chapter);
    return [{ deck, chapter, title, on: isOn(after, head) }];
  });
}
