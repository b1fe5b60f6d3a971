/** A visit to chosen cards: first what is due or new of them, asked as on any day, then the others as practice. */
import type { CardId } from "../../core/ids.ts";
import { type Counted, canCount, practiceOf, visitDay } from "../../core/plan/visit.ts";
import { systemClock } from "../../platform/clock.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { readableAt } from "../../store/database/readable.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { Database } from "../../store/opening/open.ts";
import { readToday, type Today } from "../../store/today/today.ts";
import { type Live, liveValue } from "../common/live.ts";
import { startSession } from "../study/live-session.ts";
import type { ShownSession } from "../study/session-view.ts";
import { type Practice, practice } from "./practice.ts";

export interface Visit {
  readonly session: ShownSession;
  /** Practice has begun: what is answered is not written. */
  readonly isPractice: boolean;
  /**
   * The learner is to choose, before the first card that is not due, whether its answer is to count: so many cards could,
   * and so many others are only practised. Null where there is nothing to choose, or it was chosen.
   */
  readonly choice: { readonly cards: number; readonly others: number } | null;
  /** Cards are asked before they are due, and each answer counts. */
  readonly isEarly: boolean;
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
  /** Answers the choice: nothing of what is not due is written, or each answer is a review, given early. */
  readonly practise: () => void;
  readonly letCount: () => void;
}

/** What of the chosen cards is not asked as usual, as it was at first: what was due then is not practised when it is done. */
interface Rest {
  readonly db: Database;
  readonly today: Today;
  readonly practised: readonly StateRow[];
  readonly countable: readonly StateRow[];
}

/** @param keeping remembers what is to count early, for a page that is loaded again */
export function startVisit(
  cards: readonly CardId[],
  keeping: { readonly kept: () => Counted | null; readonly keep: (counted: Counted) => void },
): LiveVisit {
  const practised = practice(systemClock, () => import("../study/study-actions.ts"));
  let counted = keeping.kept();
  let isChosen = counted !== null;
  let rest: Rest | null = null;
  const onRead: OnRead = (db, today, others, countable) => {
    const first = new Set((rest?.practised ?? others).map(({ id }) => id));
    const still = countable.filter(({ id }) => first.has(id));
    rest = { db, today, practised: rest?.practised ?? others, countable: still };
    if (isChosen || still.length === 0) beginPractice();
  };
  const beginPractice = (): void => {
    if (!rest) return;
    isChosen = true;
    practised.begin(
      rest.db,
      rest.today,
      rest.practised.filter(({ id }) => !counted?.has(id)),
    );
  };
  const study = startSession("newtab", {
    readDay: (db, nowMs, offsetAt) => readVisit(db, nowMs, offsetAt, cards, onRead, counted ?? undefined),
  });
  let hasAsked = false;
  /** What there was to choose, while the day is read in which those answers count: until then it is neither done nor practised. */
  let pending: Visit["choice"] = null;
  const undoing: Undoing = { hasCounted: false, before: null, isAsked: false, onAsked: () => draw() };
  const now = (): Visit => {
    const session = study.current();
    undoing.hasCounted ||= session.view.kind === "card";
    if (pending && session.view.kind === "done") {
      const off = { isPractice: false, isEarly: false, isDone: false, left: 0, known: 0 };
      return { ...off, session, choice: pending, hasAsked };
    }
    const visit = visitOf(session, practised, undoing);
    const choice = visit.isDone && !isChosen && rest ? choiceOf(rest) : null;
    const isEarly = counted !== null && !visit.isDone && !visit.isPractice;
    hasAsked ||= visit.isPractice || choice !== null || session.view.kind === "card";
    return { ...visit, choice, isEarly, isDone: visit.isDone && choice === null, hasAsked };
  };
  const live = liveValue(now());
  const draw = (): void => {
    if (isChosen && !pending && study.current().view.kind === "done") logFailure("practising", practised.show());
    live.set(now());
  };
  study.subscribe(draw);
  practised.subscribe(draw);
  const count = async (): Promise<void> => {
    if (!rest || isChosen || counted) return;
    counted = new Map(rest.countable.map(({ id, state }) => [id, state.reviews]));
    keeping.keep(counted);
    pending = choiceOf(rest);
    try {
      await study.lookAgain();
    } finally {
      pending = null;
    }
    beginPractice();
    draw();
  };
  return {
    current: live.current,
    subscribe: live.subscribe,
    ready: study.ready.then(draw),
    practise() {
      if (pending) return;
      beginPractice();
      draw();
    },
    letCount: () => logFailure("letting answers count", count()),
  };
}

const choiceOf = ({ practised, countable }: Rest): Visit["choice"] => ({
  cards: countable.length,
  others: practised.length - countable.length,
});

type OnRead = (db: Database, today: Today, practised: readonly StateRow[], countable: readonly StateRow[]) => void;

/** The day as a visit sees it. @param onRead told what is to be practised, and which of that could count instead */
export async function readVisit(
  db: Database,
  nowMs: number,
  offsetAt: Parameters<typeof readToday>[2],
  cards: readonly CardId[],
  onRead: OnRead,
  counted?: Counted,
): Promise<Today> {
  const today = await readToday(db, nowMs, offsetAt);
  const states = db.transaction("states").store;
  const rows = (await Promise.all(cards.map((id) => readableAt(states, id)))).filter((row) => row !== undefined);
  const on = new Set(today.on.map(({ deck, chapter }) => `${deck}/${chapter}`));
  const isOn = ({ queue, deck, chapter }: StateRow): boolean => queue !== undefined && on.has(`${deck}/${chapter}`);
  const day = visitDay(today, rows, isOn, counted);
  const practised = practiceOf(day, rows, counted);
  const countable = practised.filter((row) => isOn(row) && canCount(row, day.now.today));
  onRead(db, day, practised, countable);
  // The first screen and the greeting after an absence have their time on the other pages.
  return { ...day, past: { ...day.past, welcomed: true, returned: true } };
}

/** What Undo has to do with a visit that is practised, where nothing is written. */
interface Undoing {
  /** Some of its cards were asked as usual: what they were answered can be taken back. */
  hasCounted: boolean;
  /** What could be taken back while it was practised, and is of another day or page. */
  before: string | null;
  /** It was asked for a practised card. */
  isAsked: boolean;
  readonly onAsked: () => void;
}

function visitOf(
  usual: ShownSession,
  practised: Practice,
  undoing: Undoing,
): Omit<Visit, "hasAsked" | "choice" | "isEarly"> {
  const { view, left, known } = practised.current();
  const isOver = usual.view.kind === "done";
  const isPractice = isOver && left > 0;
  if (isPractice) undoing.before ??= usual.undoText ?? null;
  const isOfEarlier = known > 0 && !undoing.hasCounted && (usual.undoText ?? null) === undoing.before;
  const nothingToUndo = undoing.isAsked ? t("visitNoUndo") : null;
  const session: ShownSession = isPractice
    ? {
        ...usual,
        view: view ?? { kind: "loading" },
        counts: null,
        canUndo: false,
        takenBack: nothingToUndo,
        takenBackShort: nothingToUndo,
        actions: {
          ...usual.actions,
          reveal: async () => {
            await practised.reveal();
            return practised.current().view?.revealed === true;
          },
          grade: (rating) => {
            undoing.isAsked = false;
            logFailure("practising", practised.grade(rating));
          },
          undo: () => {
            undoing.isAsked = true;
            undoing.onAsked();
          },
        },
      }
    : isOfEarlier
      ? { ...usual, canUndo: false, undoText: null }
      : usual;
  return { session, isPractice, left, known, isDone: isOver && !isPractice };
}
