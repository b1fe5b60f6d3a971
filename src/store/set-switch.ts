import type { DeckId } from "../core/ids.ts";
import { type Maker, makeSwitch } from "../core/log/make-event.ts";
import type { Database } from "./open.ts";
import { setRegisters } from "./registers.ts";
import { switchName } from "./switches.ts";

/**
 * Switches a deck or one of its chapters on or off. No card is touched: who reads a queue asks the switches.
 * @param chapter null for the whole deck
 */
export function setSwitch(
  db: Database,
  deck: DeckId,
  chapter: string | null,
  on: boolean,
  maker: () => Maker,
): Promise<void> {
  const name = switchName(deck, chapter);
  return setRegisters(db, [name], (held) => [makeSwitch(deck, chapter, on, held.get(name) ?? null, maker())]);
}
