/** Taking back what was done last on this page, or on another one today. */
import type { Rating } from "../../../core/memory/rating.ts";
import type { Now } from "../../../core/time/now.ts";
import type { StateRow } from "../../../store/database/schema.ts";
import { isAmong } from "../../../store/settings/switches.ts";
import type { Today } from "../../../store/today/today.ts";
import { eventWords } from "../../common/event-words.ts";
import { advanceByUndo } from "../advance-today.ts";
import type { SessionState } from "../session-state.ts";
import type { StudyWrites } from "../study-session-types.ts";
import type { Writer } from "./writer.ts";

export function undo({ reading, write, makerOf }: Writer): Pick<StudyWrites, "undo"> {
  const { state, set, note, db, placed } = reading;
  return {
    undo: (asked) =>
      write(async (known, act, scheduler) => {
        const maker = makerOf(known);
        const wanted = { made: state().made, device: maker.device, studyDay: maker.now.today, only: asked };
        let takenBack: SessionState["takenBack"] = null;
        let rating: Rating | null = null;
        /** The card stays in front, as it is when a star or a wording is taken back. */
        let keepsFront = false;
        const undone = await act.undoLast(db(), wanted, scheduler, (event) => {
          takenBack = eventWords(event);
          rating = act.ratingOf(event);
          keepsFront = event.card !== undefined && act.isRegister(event);
          return act.makeUndo(event, maker);
        });
        // Where it is something else by now, another page has made it so: that is named next, and nothing is taken back.
        if (!undone) set({ isUndoMissed: true });
        note({ made: undone ? state().made.filter((id) => id !== undone.event.undoes) : [] });
        if (!undone) return null;
        const { row, event } = undone;
        // The question of a fact that was met makes way for the fact.
        const front = state().shown?.card;
        const first = event.fact !== undefined && front?.fact === event.fact ? front : row;
        reading.forgetTexts();
        return async () => {
          // The card that an answer is taken back from is known: it is drawn, and what else follows is read behind it.
          if (row && isKnownAnswer(known, row, rating, maker.now)) {
            const change = await placed(advanceByUndo({ ...known, now: maker.now }, row), null, row, event.undoes);
            return {
              leech: null,
              wanted: null,
              ...change,
              takenBack,
              takenBackGrade: act.gradeOf(change.shown, rating),
            };
          }
          // A card that was switched off since is asked for no more.
          const read = await reading.readDay();
          if (keepsFront && state().shown) {
            const { shown: kept, leech } = await reading.wordedAnew();
            return { ...(await placed(read, kept)), leech, takenBack };
          }
          const change = await placed(read, null, first && asks(first, read) ? first : undefined);
          const takenBackGrade = await act.gradeTakenBack(db(), row, rating);
          return { leech: null, wanted: null, ...change, takenBack, takenBackGrade };
        };
        // Done again, it might take back one more.
      }, "each time"),
  };
}

/** Whether today is known without reading it where an answer was taken back: no contrast came with it, and no night since. */
const isKnownAnswer = (known: Today, row: StateRow, rating: Rating | null, now: Now): rating is Rating =>
  rating !== null && known.now.today === now.today && (known.called ?? []).length === 0 && asks(row, known);

/** Whether a card may be shown: one that has left its deck, or was switched off since, is asked for no more. */
const asks = (row: StateRow, { on }: Today): boolean => row.queue !== undefined && isAmong(on, row);
