/** Study sessions on a database of their own, under a clock that stands where a test puts it. */
import type { LateParts } from "../../../src/session/study/session-reading.ts";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, vi } from "vitest";
import type { Deck } from "../../../src/core/deck/deck.ts";
import type { CardId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { createStudySession, type StudySession } from "../../../src/session/study/study-session.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { deleteDatabase, scheduler } from "../database/db-steps.ts";
import { wholeLog } from "../database/whole-log.ts";

export interface SessionBench {
  readonly db: Database;
  nowMs: number;
  /** How much of that passed while nobody looked at the page. */
  awayMs: number;
  /** How often a session said that it has written something. */
  writes: number;
  readonly session: (
    actions?: () => Promise<LateParts>,
    onChange?: () => void,
    painted?: () => Promise<void>,
  ) => StudySession;
  /** A session that has read today. */
  readonly begun: () => Promise<StudySession>;
  readonly install: (deck: Deck) => Promise<boolean>;
  /** Goes on past what is shown once, turns and grades the card in front. Returns its id; null where there was none. */
  readonly answer: (study: StudySession, rating: Rating) => Promise<CardId | null>;
  /** The log, in the order of arrival. */
  readonly log: () => Promise<Envelope[]>;
}

export const shown = (study: StudySession): CardId | null => study.state().shown?.card.id ?? null;
export const noticeOf = (study: StudySession) => study.state().shown?.text.notice;
export const text = (words: string) => [{ kind: "text" as const, text: words }];

/** To be called once, at the top of a test file: each test has a database of its own. */
export function useSessions(): SessionBench {
  let db: Database;
  const bench: SessionBench = {
    get db() {
      return db;
    },
    nowMs: 0,
    awayMs: 0,
    writes: 0,
    session: (actions = () => import("../../../src/session/study/study-actions.ts"), onChange = () => {}, painted) =>
      createStudySession({
        db,
        clock: {
          nowMs: () => bench.nowMs,
          offsetAt: () => 0,
          randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
        },
        attendedMs: () => bench.nowMs - bench.awayMs,
        surface: "newtab",
        actions,
        painted,
        onChange,
        onWrite: () => {
          bench.writes++;
        },
      }),
    async begun() {
      const study = bench.session();
      await study.refresh();
      return study;
    },
    install: (deck) => installDeck(db, deck, scheduler, bench.nowMs),
    async answer(study, rating) {
      while (noticeOf(study)) await study.acknowledge();
      const id = shown(study);
      bench.nowMs += 4000;
      await study.reveal();
      await study.grade(rating);
      return id;
    },
    log: () => wholeLog(db),
  };
  beforeEach(async () => {
    bench.nowMs = Date.UTC(2026, 10, 23, 9);
    bench.awayMs = 0;
    bench.writes = 0;
    db = await openDatabase();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    db.close();
    await deleteDatabase();
  });
  return bench;
}

/** From now on transactions of these modes fail to begin, until the spy is restored. */
export function refuse(error: Error, modes: readonly IDBTransactionMode[] = ["readwrite"]) {
  const { transaction } = IDBDatabase.prototype;
  return vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...asked) {
    if (modes.includes(asked[1] ?? "readonly")) throw error;
    return transaction.apply(this, asked);
  });
}
