/** A visit to chosen cards: first what is due or new of them, asked as on any day, then the others as practice. */
import type { CardId } from "../../core/ids.ts";
import { practiceOf, visitDay } from "../../core/plan/visit.ts";
import { systemClock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { readableAt } from "../../store/attempt.ts";
import type { Database } from "../../store/open.ts";
import type { StateRow } from "../../store/schema.ts";
import { readToday, type Today } from "../../store/today.ts";
import { type Live, liveValue } from "../live.ts";
import { type LiveSession, startSession } from "../live-session.ts";
import type { Session } from "../session-view.ts";
import { type Practice, practice } from "./practice.ts";

export interface Visit {
  readonly session: Session;
  /** Practice has begun: what is answered is not written. */
  readonly isPractice: boolean;
  /** Cards of the practice that were not known yet, and those that were. */
  readonly left: number;
  readonly known: number;
  /** Nothing is left to ask but learning cards whose time has not come. */
  readonly isDone: boolean;
  /** Something was shown that asks: not where all of the chosen cards are suspended, or gone. */
  readonly hasAsked: boolean;
}

export interface LiveVisit extends Live<Visit> {
  readonly ready: Promise<void>;
}

export function startVisit(cards: readonly CardId[]): LiveVisit {
  const practised = practice(systemClock, () => import("../study-actions.ts"));
  const study = startSession("newtab", {
    readDay: (db, nowMs, offsetAt) =>
      readVisit(db, nowMs, offsetAt, cards, (today, rows) => practised.begin(db, today, rows)),
  });
  let hasAsked = false;
  const now = (): Visit => {
    const visit = visitOf(study, practised);
    hasAsked ||= visit.isPractice || study.current().view.kind === "card";
    return { ...visit, hasAsked };
  };
  const live = liveValue(now());
  const draw = (): void => {
    if (study.current().view.kind === "done") logFailure("practising", practised.show());
    live.set(now());
  };
  study.subscribe(draw);
  practised.subscribe(draw);
  return { current: live.current, subscribe: live.subscribe, ready: study.ready.then(draw) };
}

/** The day as a visit sees it. @param onRead told what is to be practised */
export async function readVisit(
  db: Database,
  nowMs: number,
  offsetAt: Parameters<typeof readToday>[2],
  cards: readonly CardId[],
  onRead: (today: Today, practise: readonly StateRow[]) => void,
): Promise<Today> {
  const today = await readToday(db, nowMs, offsetAt);
  const states = db.transaction("states").store;
  const rows = (await Promise.all(cards.map((id) => readableAt(states, id)))).filter((row) => row !== undefined);
  const on = new Set(today.on.map(({ deck, chapter }) => `${deck}/${chapter}`));
  const day = visitDay(today, rows, ({ queue, deck, chapter }) => queue !== undefined && on.has(`${deck}/${chapter}`));
  onRead(day, practiceOf(day, rows));
  // The first screen and the greeting after an absence have their time on the other pages.
  return { ...day, past: { ...day.past, welcomed: true, returned: true } };
}

function visitOf(study: LiveSession, practised: Practice): Omit<Visit, "hasAsked"> {
  const usual = study.current();
  const { view, left, known } = practised.current();
  const isOver = usual.view.kind === "done";
  const isPractice = isOver && left > 0;
  const session: Session = isPractice
    ? {
        ...usual,
        view: view ?? { kind: "loading" },
        counts: null,
        canUndo: false,
        takenBack: null,
        actions: {
          ...usual.actions,
          reveal: async () => {
            await practised.reveal();
            return practised.current().view?.revealed === true;
          },
          grade: (rating) => logFailure("practising", practised.grade(rating)),
        },
      }
    : usual;
  return { session, isPractice, left, known, isDone: isOver && !isPractice };
}
