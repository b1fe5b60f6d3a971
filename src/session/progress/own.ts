import type { Wording } from "../../core/deck/wording.ts";
import type { CardId } from "../../core/ids.ts";
import type { Maker } from "../../core/log/make-event.ts";
import type { Clock } from "../../platform/clock.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { Database } from "../../store/opening/open.ts";
import { setMark, setWording } from "../../store/settings/set-own.ts";
import { readMaker } from "../common/maker.ts";

/** Changes what is the learner's own of a card. Each resolves to whether it was written. */
export interface OwnControl {
  readonly saveWording: (card: CardId, wording: Wording | null) => Promise<boolean>;
  readonly setMark: (card: CardId, value: boolean) => Promise<boolean>;
}

/** @param onWrite something was written that this page and others should read again */
export function ownControl(db: Database, clock: Clock, onWrite: () => void): OwnControl {
  const writing = async (
    id: CardId,
    work: (card: StateRow, maker: () => Maker) => Promise<unknown>,
  ): Promise<boolean> => {
    try {
      const [card, { maker }] = await Promise.all([db.get("states", id), readMaker(db, clock)]);
      if (!card) return false;
      await work(card, maker);
    } catch (error) {
      console.error("what is one's own of a card was not written:", error);
      return false;
    }
    onWrite();
    return true;
  };
  return {
    saveWording: (id, wording) => writing(id, (card, maker) => setWording(db, card, wording, maker)),
    setMark: (id, value) => writing(id, (card, maker) => setMark(db, card, value, maker)),
  };
}
