/** What a session shows of today, as it is read from the database. It writes nothing. */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isBackUntold } from "../../core/plan/away.ts";
import { buildQueue, shownFrom } from "../../core/plan/queue.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { CardText } from "../../store/decks/card-text.ts";
import type { Database } from "../../store/opening/open.ts";
import { readToday, type Today } from "../../store/today/today.ts";
import { cardTexts } from "../common/card-texts.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { optionCount, shuffledIndexes } from "../common/shuffle.ts";
import { unread } from "../common/unread.ts";
import { isWanted, leechStill, stayingIn, wordedAnew } from "./card-in-front.ts";
import { comingAfter, stillWaits } from "./coming-cards.ts";

import { type Drawn, type SessionState, type Shown, START, type UNSAID, type UndoNext } from "./session-state.ts";

export type LateParts = typeof import("./study-actions.ts");

export interface ReadingOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** For how many ms the page was looked at; where it is not told, it always is. */
  readonly attendedMs?: (() => number) | undefined;
  /** Gives what answers need, and no question: a page loads it while the first one is read. */
  readonly actions: () => Promise<LateParts>;
  /** Resolves once the first question is on the screen: `actions` is large, and not asked for before unless something needs it. */
  readonly painted?: (() => Promise<void>) | undefined;
  /** The state has changed. */
  readonly onChange: () => void;
  /** Reads another day than today: that of a visit to chosen cards. */
  readonly readDay?: typeof readToday | undefined;
  /** What the page has drawn of a card already: where it is the first to be shown, that showing goes on. */
  readonly drawn?: (() => Drawn) | undefined;
}

export interface SessionReading {
  readonly state: () => SessionState;
  /** Changes the state, and tells of it. */
  readonly set: (change: Partial<SessionState>) => void;
  /** Changes what the next state will be made of. */
  readonly note: (change: Partial<Pick<SessionState, "made" | "goesAhead" | keyof typeof UNSAID>>) => void;
  readonly db: () => Database;
  /** From now on all is read through another connection. */
  readonly goOnWith: (next: Database) => void;
  /** Resolves when the reading that is under way has ended, well or not. */
  readonly idle: () => Promise<void>;
  readonly actions: () => Promise<LateParts>;
  /**
   * The state with today in place and a card in front.
   * @param keep what is in front and may stay
   * @param first a card that comes before the queue
   * @param takenBack what was taken back just now, where the card does not wait for what Undo takes back next: that is what was
   * found before this page made anything, and the reading that follows finds it again
   */
  readonly placed: (
    today: Today,
    keep: Shown | null,
    first?: StateRow,
    takenBack?: EventId,
  ) => Promise<Partial<SessionState>>;
  readonly readDay: () => Promise<Today>;
  /** The state that today has now, whatever is in front. */
  readonly readAnew: () => Promise<Partial<SessionState>>;
  /** One reading at a time; asked for during one, another follows it. Resolves when what was asked for is in place. */
  readonly read: () => Promise<void>;
  /** As `read`, with the texts of the cards read anew. */
  readonly refresh: () => Promise<void>;
  /** Looks in the log for what can be taken back, which no first card waits for. */
  readonly findUndo: () => Promise<void>;
  readonly forgetTexts: () => void;
  /** What is in front, with its text read anew. */
  readonly wordedAnew: () => Promise<Pick<SessionState, "shown" | "leech">>;
  /** Only a reading that the user asked for, after a sentence about what went wrong, may take that sentence away. */
  readonly troubleIsRead: (isRead: boolean) => void;
}

/** What is told where nothing is left, of a day that has cards. */
const NOT_OVER = { next: null, suspended: 0, offer: null } as const;

export function sessionReading(options: ReadingOptions): SessionReading {
  const {
    clock,
    onChange,
    readDay: readFrom = readToday,
    attendedMs = clock.nowMs,
    painted = async () => {},
  } = options;
  let loaded: LateParts | null = null;
  const actions = async (): Promise<LateParts> => {
    loaded = await options.actions();
    return loaded;
  };
  let { db } = options;
  let texts = cardTexts(db);
  let state = START;
  let troubleRead = false;
  let { drawn } = options;
  const set = (change: Partial<SessionState>): void => {
    state = { ...state, ...change };
    onChange();
    const { shown, today } = state;
    if (!shown || !today) return;
    const called = shown.mixedUp ? [shown.mixedUp.contrast] : [];
    texts.readAhead([...called, ...comingAfter(shown.card, today, state.goesAhead)]);
  };

  const readDay = () => readFrom(db, clock.nowMs(), clock.offsetAt);

  const show = async (card: StateRow | undefined, today: Today): Promise<Pick<SessionState, "shown" | "trouble">> => {
    if (!card) return { shown: null, trouble: null };
    const deck = today.decks.find(({ id }) => id === card.deck);
    const text = await texts.read(card);
    // A card is written together with its deck, so this is a database that something else has changed.
    if (!deck || !text) return { shown: null, trouble: "deckMissing" };
    return { shown: { card, text, deck, revealed: false, outcomes: [], ...begun(card, text) }, trouble: null };
  };

  /** What is drawn already goes on as it was; only the first showing can. */
  const begun = ({ id, revision }: StateRow, { content }: CardText): Pick<Shown, "optionOrder" | "shownAtMs"> => {
    const before = drawn?.();
    drawn = undefined;
    const options = optionCount(content);
    if (before?.card === id && before.revision === revision && before.optionOrder.length === options) {
      const { optionOrder, shownAtMs } = before;
      return { optionOrder, shownAtMs };
    }
    return { optionOrder: shuffledIndexes(options, clock.randomBytes), shownAtMs: attendedMs() };
  };

  const newestIn = async ({ device, now }: Today, made: readonly EventId[]): Promise<Envelope | null> =>
    (await loaded?.nextUndo(db, { made, device, studyDay: now.today })) ?? null;

  /** What the log was last found to hold below what this page has made; null where it was not looked for. */
  let below: { readonly day: StudyDay; readonly id: EventId | null } | null = null;

  /** What Undo takes back; without its event where that is known without a reading, as where this page has made it. */
  const undoNextOf = async (today: Today, made: readonly EventId[], takenBack?: EventId) => {
    const day = today.now.today;
    const isKnown = takenBack !== undefined && below?.day === day && below.id !== takenBack;
    const known = made.at(-1) ?? (isKnown ? below?.id : undefined);
    // The first card does not wait for what another page has made; see `readOnce`.
    const event = known === undefined ? await newestIn(today, made) : null;
    if (known === undefined && loaded) below = { day, id: event?.id ?? null };
    const id = known ?? event?.id;
    if (!id) return null;
    const next: UndoNext = state.undoNext?.id === id ? state.undoNext : { id, said: null };
    return { next, event };
  };

  /**
   * Reads in words what Undo takes back, which the next card does not wait for.
   * @param found what Undo takes back, where that was just read
   */
  const nameUndo = async (found?: Envelope | null): Promise<void> => {
    const { today, made, undoNext } = state;
    if (!loaded || !today || !undoNext || undoNext.said) return;
    try {
      const event = found?.id === undoNext.id ? found : await newestIn(today, made);
      const said = event && (await loaded.saidOf(db, event));
      // What was done meanwhile is named by whoever did it.
      if (state.undoNext !== undoNext) return;
      set({ canUndo: event !== null, undoNext: event && { id: event.id, said } });
    } catch (error) {
      unread("what can be taken back", undefined)(error);
    }
  };

  const placed: SessionReading["placed"] = async (today, keep, first, takenBack) => {
    const queue = buildQueue(today);
    const goesAhead = state.goesAhead && queue.cards.length + queue.ahead.length > 0;
    const card = first ?? shownFrom(queue, goesAhead)[0];
    // What was made on another day is not taken back any more.
    const made = state.today?.now.today === today.now.today ? state.made : [];
    const [front, undo, end, back] = await Promise.all([
      keep ? { shown: keep, trouble: null } : show(card, today),
      undoNextOf(today, made, takenBack).catch(unread("what can be taken back", null)),
      keep || card ? NOT_OVER : actions().then((act) => act.readEnd(db, today)),
      isBackUntold(today.past, today.now.today)
        ? readBack(today).catch(unread("what is due after an absence", null))
        : null,
    ]);
    const undoNext = undo?.next ?? null;
    return { today, queue, ...end, back, goesAhead, ...front, busy: false, made, canUndo: undoNext !== null, undoNext };
  };

  const findIn = async (today: Today | null, made: readonly EventId[]): Promise<void> => {
    const found = today && (await undoNextOf(today, made));
    if (found && state.made === made && (state.undoNext !== found.next || !state.canUndo))
      set({ canUndo: true, undoNext: found.next });
    await nameUndo(found?.event);
  };

  let looked: { readonly state: Pick<SessionState, "today" | "made">; readonly end: Promise<void> } | null = null;
  const findUndo = async (): Promise<void> => {
    try {
      await actions();
      // The first reading and the page that has just been opened both ask for it.
      if (looked?.state.today !== state.today || looked.state.made !== state.made)
        looked = { state, end: findIn(state.today, state.made) };
      await looked.end;
    } catch (error) {
      looked = null;
      unread("what can be taken back", undefined)(error);
    }
  };

  const readOnce = async (): Promise<void> => {
    const today = await readDay();
    const before = state;
    const { shown } = before;
    // A card behind what is told after an absence was not seen yet; with a plan that another page has taken, another is first.
    const stays =
      shown !== null &&
      before.back === null &&
      (stillWaits(shown.card, today) || (await isWanted(db, before, shown.card)));
    // What is shown once before a card may have been read on another page meanwhile; the card itself is asked for again.
    const kept = stays && !shown.text.notice ? await stayingIn(texts, shown, today) : null;
    const leech = await leechStill(db, before.leech);
    const change = await placed(today, kept, stays ? shown.card : undefined);
    // What was written meanwhile, or is being written, knows better and reads again itself; so does a wish to go ahead.
    if (state.busy || state.today !== before.today || (state.goesAhead && !before.goesAhead)) return;
    const trouble = change.trouble ?? (troubleRead ? null : state.trouble);
    const isFirst = loaded === null;
    // A card that was turned meanwhile stays so.
    set({
      ...{ ...change, trouble },
      ...(state.shown !== shown && { shown: state.shown }),
      ...(state.leech === before.leech && { leech }),
    });
    if (isFirst && (today.answered.length > 0 || state.shown?.text.isMet === true)) void painted().then(findUndo);
    else await nameUndo();
  };

  const { read, idle } = oneAtATime(readOnce);

  /** What nobody needs who was here yesterday. */
  const readBack = async (today: Today) => (await import("./told/read-return.ts")).readReturn(db, today);

  return {
    state: () => state,
    set,
    note(change) {
      const newest = change.made?.at(-1);
      const undoNext = newest === undefined ? null : { id: newest, said: null };
      state = { ...state, ...change, ...(change.made && { undoNext }) };
    },
    db: () => db,
    goOnWith(next) {
      db = next;
      texts = cardTexts(db);
    },
    idle,
    actions,
    placed,
    findUndo,
    readDay,
    readAnew: async () => placed(await readDay(), null),
    read,
    refresh() {
      texts.forget();
      return read();
    },
    forgetTexts: () => texts.forget(),
    wordedAnew: () => wordedAnew(texts, state),
    troubleIsRead(isRead) {
      troubleRead = isRead;
    },
  };
}
