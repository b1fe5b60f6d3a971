import type { SwitchChange } from "../../core/deck/deck-mark.ts";
import type { DeckId } from "../../core/ids.ts";
import { type Maker, makeSwitch } from "../../core/log/make-event.ts";
import { setRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";
import { switchName } from "./switches.ts";

/** Sets switches of a deck and of its chapters, all or none. No card is touched: who reads a queue asks the switches. */
export function setSwitches(
  db: Database,
  deck: DeckId,
  changes: readonly SwitchChange[],
  maker: () => Maker,
): Promise<void> {
  const named = new Map(changes.map((change) => [switchName(deck, change.chapter), change]));
  return setRegisters(db, [...named.keys()], (held, names) =>
    names.flatMap((name) => {
      const change = named.get(name);
      return change ? [makeSwitch(deck, change.chapter, change.on, held.get(name) ?? null, maker())] : [];
    }),
  );
}

/**
 * Switches a deck or one of its chapters on or off.
 * @param chapter null for the whole deck
 */
export const setSwitch = (
  db: Database,
  deck: DeckId,
  chapter: string | null,
  on: boolean,
  maker: () => Maker,
): Promise<void> => setSwitches(db, deck, [{ chapter, on }], maker);
