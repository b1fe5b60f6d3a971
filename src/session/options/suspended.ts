import { plainText } from "../../core/deck/plain-text.ts";
import type { CardId } from "../../core/ids.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { readCards } from "../../store/decks/all-cards.ts";
import { readSuspended } from "../../store/states/suspended.ts";
import { applyAction, planAction } from "../../store/writing/card-actions.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";

/** Cards that are listed: the settings go on below. The list of all cards has the others, and the actions for many. */
const MOST = 5;

export interface SuspendedState {
  /** The first cards that are suspended, in deck order. */
  readonly cards: readonly { readonly id: CardId; readonly question: string; readonly language: string | null }[];
  /** How many more there are. */
  readonly more: number;
  /** How many were called back here since the page was opened. */
  readonly calledBack: number;
  readonly busy: boolean;
  readonly error: string | null;
}

export interface SuspendedControl extends Live<SuspendedState> {
  /** Asks for a card again. */
  readonly onCallBack: (card: CardId) => void;
  readonly reload: () => Promise<void>;
}

/** The cards that were suspended, and the way back: the same action as in the list of cards. */
export function suspendedControl(base: OptionsBase): SuspendedControl {
  const { changes } = base;
  const state = liveValue<SuspendedState>({ cards: [], more: 0, calledBack: 0, busy: false, error: null });
  const set = (change: Partial<SuspendedState>): void => state.set({ ...state.current(), ...change });
  /** What a call back has come to, told together with the cards that are left. */
  let ended: Partial<SuspendedState> = {};
  const { read: reload } = oneAtATime(async () => {
    const told = ended;
    const [{ rows, more }, decks] = await Promise.all([readSuspended(base.db, MOST), base.db.getAll("decks")]);
    const languages = new Map(decks.map(({ id, language }) => [id, language]));
    const cards = await readCards(
      base.db,
      rows.map(({ id }) => id),
    );
    set({
      more,
      cards: cards.map(({ row, content }) => ({
        id: content.id,
        question: plainText(content.front),
        language: languages.get(row.deck) ?? null,
      })),
      // At once: without a card and without a word of what was done, the section would go for a moment, and the focus with it.
      ...told,
    });
    if (ended === told) ended = {};
  });
  const callBack = async (id: CardId): Promise<void> => {
    if (state.current().busy) return;
    set({ busy: true, error: null });
    try {
      await base.repeat(async () => {
        const { db } = base;
        const maker = await makerNow(base);
        const plan = await planAction(db, [id], { kind: "unsuspend" }, maker().now.today);
        await applyAction(db, plan, maker);
      });
      changes.announce();
      ended = { busy: false, calledBack: state.current().calledBack + 1 };
      await readSaved(reload);
      // Where that could not be read, all but the list is told.
      set(ended);
      ended = {};
    } catch (error) {
      set({ busy: false, error: await base.sentenceOf("calling a card back", error) });
    }
  };
  logFailure("reading suspended cards", reload());
  return { ...state, reload, onCallBack: (card) => logFailure("calling a card back", callBack(card)) };
}
