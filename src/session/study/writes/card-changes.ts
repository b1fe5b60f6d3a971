/** What is done to a card beside answering it: set aside, given another day, worded anew, starred, practised. */
import type { EventId } from "../../../core/ids.ts";
import type { BuryEvent, SuspendEvent } from "../../../core/log/kinds.ts";
import { buildQueue, shownFrom } from "../../../core/plan/queue.ts";
import type { StateRow } from "../../../store/database/schema.ts";
import type { Today } from "../../../store/today/today.ts";
import { cardInFront } from "../card-in-front.ts";
import { stillWaits, without } from "../coming-cards.ts";
import { type OwnDone, type SessionState, UNSAID } from "../session-state.ts";
import type { SessionOptions, StudyWrites } from "../study-session-types.ts";
import type { Following, Writer } from "./writer.ts";

export function cardChanges(
  { surface }: SessionOptions,
  { reading, notRead, write, makerOf, made }: Writer,
): Pick<StudyWrites, "setAside" | "change" | "saveWording" | "mark" | "practise"> {
  const { state, set, db, placed } = reading;

  /** After something was changed of a card that leaves its place in the queue as it was. */
  const noted = (id: EventId | null, own: OwnDone): Following | null => {
    if (id === null) return null;
    made(id);
    return async () => ({ ...(await reading.wordedAnew()), busy: false, canUndo: true, own });
  };

  /** Another card stays in front. The changed one is asked from its beginning where it is still the first, and leaves otherwise. */
  const afterChange = async (read: Today, row: StateRow): Promise<Partial<SessionState>> => {
    const { shown, leech, wanted, goesAhead } = state();
    const isOther = shown !== null && shown.card.id !== row.id;
    const stays = isOther && (stillWaits(shown.card, read) || wanted === shown.card.id) ? shown : null;
    const again = isOther ? undefined : shownFrom(buildQueue(read), goesAhead).find(({ id }) => id === row.id);
    return {
      leech: leech?.card.id === row.id ? null : leech,
      wanted: wanted === row.id ? null : wanted,
      ...(await placed(read, stays?.text.notice ? null : stays, stays?.card ?? again)),
    };
  };

  return {
    setAside: (card, how) =>
      write(async (today, act, scheduler) => {
        if (cardInFront(state()) !== card) return null;
        const maker = makerOf(today);
        const written = await act.append<SuspendEvent | BuryEvent>(
          db(),
          card,
          scheduler,
          () => makerOf(today),
          (row) =>
            how === "suspend" ? act.makeSuspend(row, true, maker) : act.makeBury(row, maker.now.today + 1, maker),
        );
        if (!written) return null;
        made(written.event.id);
        return async () => ({
          leech: null,
          wanted: null,
          aside: how,
          ...(await placed(without({ ...today, now: maker.now }, written.row), null)),
        });
      }, "once"),
    async change(card, action, said) {
      let id: EventId | null = null;
      await write(async (today, act, scheduler) => {
        const written = await act.append(
          db(),
          card,
          scheduler,
          () => makerOf(today),
          (row) => act.makeActionEvent(row, action, makerOf(today), surface),
        );
        if (!written) return null;
        id = written.event.id;
        made(id);
        reading.forgetTexts();
        return async () => ({ ...(await afterChange(await reading.readDay(), written.row)), changed: said });
      }, "once");
      return id;
    },
    async saveWording(id, wording) {
      let isKept = false;
      await write(async (today, act) => {
        const { leech, shown } = state();
        const card = [leech, shown].find((front) => front?.card.id === id)?.card;
        if (!card) return null;
        const event = await act.setWording(db(), card, wording, () => makerOf(today));
        isKept = true;
        return noted(event, wording === null ? "deckWording" : "worded");
      }, "once");
      return isKept;
    },
    mark: (asked) =>
      write(async (today, act) => {
        const front = state().leech ?? state().shown;
        if (!front || cardInFront(state()) !== asked) return null;
        const isMarked = !front.text.own.isMarked;
        const event = await act.setMark(db(), front.card, isMarked, () => makerOf(today));
        return noted(event, isMarked ? "marked" : "unmarked");
      }, "once"),
    practise: async (asked) => {
      const { today, leech, busy } = state();
      if (busy || !today || leech?.card !== asked || !leech.contrast) return;
      const { contrast } = leech;
      set({ ...UNSAID, busy: true });
      await placed(today, null, contrast).then(
        (change) => set({ ...change, leech: null, wanted: contrast.id }),
        notRead,
      );
    },
  };
}
