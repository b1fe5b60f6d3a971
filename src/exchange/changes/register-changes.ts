import type { Chapter, Deck } from "../../core/deck/deck.ts";
import type { DeckId } from "../../core/ids.ts";
import type { RegisterEvent } from "../../core/log/kinds.ts";
import { registerName } from "../../core/log/register-name.ts";
import { EXAM, examFrom } from "../../core/memory/exam.ts";
import { CATCH_UP, catchUpFrom, PAUSE, pauseFrom } from "../../core/plan/away.ts";
import { same } from "../../core/same.ts";
import { DEFAULT_SETTINGS, decodeSetting, SETTING_KEYS } from "../../core/settings.ts";
import { DAY_MS } from "../../core/time/study-day.ts";
import type { FileChanges } from "./file-changes.ts";

/** What a deck says of its switches. */
export interface DeckOfSwitches extends Pick<Deck, "id" | "title"> {
  readonly chapters: readonly Pick<Chapter, "id" | "title" | "startsOff">[];
}

type Held = ReadonlyMap<string, RegisterEvent>;

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
const PLANS = { [PAUSE]: pauseFrom, [CATCH_UP]: catchUpFrom, [EXAM]: examFrom } as const;

/** Plans that would be others. One that is over in every zone of the world is none. */
export function planChanges(before: Held, after: Held, nowMs: number): FileChanges["plans"] {
  const earliestToday = Math.floor(nowMs / DAY_MS) - 1;
  return Object.entries(PLANS).flatMap(([key, from]) => {
    const inForce = (held: Held) => from(held.get(registerName({ kind: "plan", key }))?.value, earliestToday);
    return same(inForce(before), inForce(after)) ? [] : [key];
  });
}

/** Switches of decks and chapters that would stand differently. */
export function switchChanges(
  before: Held,
  after: Held,
  decks: ReadonlyMap<DeckId, DeckOfSwitches>,
): FileChanges["switches"] {
  const names = new Set([...before.keys(), ...after.keys()].filter((name) => name.startsWith("switch/")));
  return [...names].sort().flatMap((name) => {
    const key = name.slice("switch/".length);
    const slash = key.indexOf("/");
    const deck = (slash < 0 ? key : key.slice(0, slash)) as DeckId;
    const chapter = slash < 0 ? null : key.slice(slash + 1);
    const head = decks.get(deck);
    const part = head?.chapters.find(({ id }) => id === chapter);
    const isOn = (held: Held): boolean => (held.get(name)?.value ?? !(part?.startsOff ?? false)) !== false;
    if (isOn(before) === isOn(after)) return [];
    const title = chapter === null ? (head?.title ?? deck) : (part?.title ?? chapter);
    return [{ deck, chapter, title, on: isOn(after) }];
  });
}
