import type { Database } from "../store/open.ts";
import type { StateRow } from "../store/schema.ts";
import { chaptersOn, readAllSwitches } from "../store/switches.ts";

/** Where every card stands that its deck still has and that is neither switched off nor suspended. */
export async function readCardsOn(db: Database): Promise<StateRow[]> {
  const transaction = db.transaction(["states", "decks", "registers"], "readonly");
  const [states, decks, switches] = await Promise.all([
    transaction.objectStore("states").getAll(),
    transaction.objectStore("decks").getAll(),
    readAllSwitches(transaction.objectStore("registers")),
  ]);
  const on = new Set(chaptersOn(decks, switches).map(({ deck, chapter }) => `${deck}/${chapter}`));
  return states.filter(
    ({ retired, state, deck, chapter }) => !retired && !state.suspended && on.has(`${deck}/${chapter}`),
  );
}
