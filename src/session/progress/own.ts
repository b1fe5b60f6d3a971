import type { Wording } from "../../core/deck/wording.ts";
import type { CardId } from "../../core/ids.ts";
import type { Maker } from "../../core/log/make-event.ts";
import type { Clock } from "../../platform/clock.ts";
import { readDevice } from "../../store/local.ts";
import type { Database } from "../../store/open.ts";
import type { StateRow } from "../../store/schema.ts";
import { setMark, setWording } from "../../store/set-own.ts";
import { readSettings } from "../../store/settings.ts";
import { makerAt } from "../maker.ts";

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
      const [card, settings, device] = await Promise.all([
        db.get("states", id),
        readSettings(db),
        readDevice({ get: (key) => db.get("local", key) }),
      ]);
      if (!card) return false;
      await work(card, () => makerAt(clock, device, settings));
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
