import { plainText } from "../../core/deck/plain-text.ts";
import type { CardId } from "../../core/ids.ts";
import { makeSuspend } from "../../core/log/make-event.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { readCards, statesInPieces } from "../../store/all-cards.ts";
import { append } from "../../store/append.ts";
import type { StateRow } from "../../store/schema.ts";
import { readSettings } from "../../store/settings.ts";
import { type Live, liveValue } from "../live.ts";
import { makerNow, type OptionsBase } from "./base.ts";

export interface SuspendedState {
  /** The cards that are suspended, in deck order. */
  readonly cards: readonly { readonly id: CardId; readonly question: string; readonly language: string | null }[];
  readonly busy: boolean;
  readonly error: string | null;
}

export interface SuspendedControl extends Live<SuspendedState> {
  /** Asks for a card again. */
  readonly onCallBack: (card: CardId) => void;
  readonly reload: () => Promise<void>;
}

/** The cards that were suspended, and the way back. */
export function suspendedControl(base: OptionsBase): SuspendedControl {
  const { changes } = base;
  const state = liveValue<SuspendedState>({ cards: [], busy: false, error: null });
  const set = (change: Partial<SuspendedState>): void => state.set({ ...state.current(), ...change });
  const reload = async (): Promise<void> => {
    const rows: StateRow[] = [];
    for await (const piece of statesInPieces(base.db)) {
      rows.push(...piece.filter((row) => row.state.suspended && !row.retired));
    }
    const languages = new Map((await base.db.getAll("decks")).map(({ id, language }) => [id, language]));
    const found = await readCards(
      base.db,
      rows.map(({ id }) => id),
    );
    set({
      cards: found.map(({ row, content }) => ({
        id: content.id,
        question: plainText(content.front),
        language: languages.get(row.deck) ?? null,
      })),
    });
  };
  const callBack = async (id: CardId): Promise<void> => {
    if (state.current().busy) return;
    set({ busy: true, error: null });
    try {
      await base.repeat(async () => {
        const { db } = base;
        const maker = await makerNow(base);
        const row = await db.get("states", id);
        const scheduler = schedulerFor(await readSettings(db));
        if (row) await append(db, row, scheduler, maker, (card) => makeSuspend(card, false, maker()));
      });
      changes.announce();
      await reload();
      set({ busy: false });
    } catch (error) {
      set({ busy: false, error: await base.sentenceOf("calling a card back", error) });
    }
  };
  logFailure("reading suspended cards", reload());
  return { ...state, reload, onCallBack: (card) => logFailure("calling a card back", callBack(card)) };
}
