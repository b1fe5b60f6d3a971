import { openGuarded } from "../../copies/record/open-guarded.ts";
import type { CardId } from "../../core/ids.ts";
import type { Progress } from "../../core/progress.ts";
import type { Look } from "../../core/stats/memories.ts";
import { jobClient, startWorker } from "../../jobs/client.ts";
import { systemClock } from "../../platform/clock.ts";
import { isInContainer, openPlainTab } from "../../platform/container.ts";
import { keepRing } from "../../platform/kept-text.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { cardTables } from "../../store/card-table/card-table.ts";
import { type Trouble, TroubleError } from "../../store/database/trouble.ts";
import type { Database } from "../../store/opening/open.ts";
import { type CardActions, cardActions } from "../cards/card-actions.ts";
import { type CardInfo, readCardInfo } from "../cards/card-info.ts";
import { type CardWords, readCardWords } from "../cards/card-words.ts";
import { keeping, readKeptKnowledge, watchKept } from "../cards/kept-knowledge.ts";
import { type Knowledge, readKnowledgeByDeck } from "../cards/read-facts.ts";
import { afterPaint } from "../common/after-paint.ts";
import { watchConnection } from "../common/connection.ts";
import { forgetting } from "../common/forgetting.ts";
import { listenEarly } from "../common/listen-early.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { loadingHelps, troubleText } from "../common/trouble-text.ts";
import { watchClock } from "../common/watch-clock.ts";
import { whenIdle } from "../common/when-idle.ts";
import { type AccountControl, accountControl } from "./account.ts";
import { type CardList, readCardList } from "./card-list.ts";
import { readFailedToday } from "./failed-today.ts";
import { type NumbersControl, numbersControl } from "./numbers.ts";
import { type OwnControl, ownControl } from "./own.ts";
import { type KnownMap, readMaps } from "./read-map.ts";
import { readSheets, type Sheets } from "./read-sheets.ts";

/** What the view of what is known stands on. */
export type KnowParts = Pick<ProgressParts, "knowledge" | "readCardWords" | "readMemories">;

/** What the progress page stands on once the database is open. */
export interface ProgressParts {
  readonly knowledge: Live<Knowledge>;
  readonly readCardWords: (ids: readonly CardId[]) => Promise<readonly CardWords[]>;
  /** Nothing is read until it is asked to. */
  readonly numbers: NumbersControl;
  /** How well the model has foretold. */
  readonly account: AccountControl;
  /** For the look back and ahead; a worker of its own, so that the numbers may be read meanwhile. */
  readonly readMemories: (onProgress: (progress: Progress) => void) => Promise<Look>;
  readonly readCardList: (onProgress: (progress: Progress) => void) => Promise<CardList>;
  readonly readCardInfo: (id: CardId) => Promise<CardInfo | null>;
  readonly readMaps: () => Promise<readonly KnownMap[]>;
  readonly readSheets: () => Promise<Sheets>;
  readonly cardActions: CardActions;
  /** Cards that were answered with Again today, in the order of their ids. */
  readonly readFailedToday: () => Promise<readonly CardId[]>;
  readonly own: OwnControl;
}

export type ProgressView =
  /** `kept` is shown until the database has answered; null where nothing is kept, or the data is another by now. */
  | { readonly kind: "opening"; readonly kept: KnowParts | null }
  | { readonly kind: "open"; readonly parts: ProgressParts }
  | { readonly kind: "container"; readonly openPlainTab: () => void }
  /** `message` says what went wrong and what to do. */
  | { readonly kind: "trouble"; readonly message: string; readonly loadAgain: (() => void) | null };

/** Opens what the progress page needs, and keeps it up to date while other pages grade. */
export function startProgress(): Live<ProgressView> {
  const opened = async (): Promise<ProgressParts> => {
    const begun = await latest;
    if (begun.kind !== "open") throw new Error("the progress page was not opened");
    return begun.parts;
  };
  const view = liveValue<ProgressView>({ kind: "opening", kept: keptParts(opened) });
  const watch = watchConnection(
    () => {
      const trouble = watch.trouble();
      if (trouble) view.set(troubleView(trouble));
    },
    async () => {
      latest = open();
      view.set(await latest);
    },
  );
  const isKeptOf = watchKept();
  /** What was kept of other data is not shown while what there is now is read. */
  const dropOld = async (db: Database): Promise<void> => {
    const shown = view.current();
    if (shown.kind !== "opening" || shown.kept === null || (await isKeptOf(db))) return;
    if (view.current() === shown) view.set({ kind: "opening", kept: null });
  };
  const open = async (): Promise<ProgressView> => {
    const { db } = await watch.opening(openGuarded(watch.options, async () => recordFiles()));
    logFailure("looking whether the kept ring is of now", dropOld(db));
    return { kind: "open", parts: await openParts(db) };
  };
  const begin = async (): Promise<ProgressView> =>
    (await isInContainer())
      ? { kind: "container", openPlainTab: () => logFailure("opening a plain tab", openPlainTab()) }
      : open();
  const first = begin();
  /** The opening that counts: one that loses its connection is followed by another, and is drawn no more. */
  let latest = first;
  const draw = (next: ProgressView): void => {
    if (latest === first) view.set(next);
  };
  logFailure(
    "opening the progress page",
    first.then(draw, (error: unknown) => {
      console.error("the progress page could not be opened:", error);
      draw(troubleView(error instanceof TroubleError ? error.trouble : "databaseUnreadable"));
    }),
  );
  return view;
}

/** @param opened what is asked of it waits for this */
function keptParts(opened: () => Promise<ProgressParts>): KnowParts | null {
  const kept = readKeptKnowledge();
  return (
    kept && {
      knowledge: liveValue(kept),
      readCardWords: async (ids) => (await opened()).readCardWords(ids),
      readMemories: async (onProgress) => (await opened()).readMemories(onProgress),
    }
  );
}

const rested = (): Promise<void> => afterPaint().then(whenIdle);

async function openParts(db: Database): Promise<ProgressParts> {
  const cards = cardTables(db);
  const heard = listenEarly();
  /** Keeps the ring of what was read last. */
  let keepRead = (): void => {};
  const read = async (): Promise<Knowledge> => {
    const keep = await keeping(db);
    // While somebody looks, only what is drawn anyway: of other views nobody waits for a ring.
    const drawn = (): void =>
      logFailure(
        "keeping the ring",
        rested().then(() => keep(known)),
      );
    const known = await readKnowledgeByDeck(db, systemClock, cards, drawn);
    keepRead = () => keep(known);
    return known;
  };
  const first = await read();
  const knowledge = liveValue(first);
  const numbers = numbersControl(db, systemClock, cards);
  const inTurn = oneAtATime(async () => show(await read()));
  const readAgain = (): void => {
    // What was kept until now is no longer so.
    keepRing(null);
    logFailure("reading what is known again", inTurn.read());
    if (numbers.current().kind === "read") logFailure("reading the numbers again", numbers.read());
  };
  // A page that is left open overnight shows the new day.
  const watch = watchClock(readAgain);
  const show = (known: Knowledge): void => {
    watch.holdsUntil(known.dayEndsAtMs);
    knowledge.set(known);
  };
  show(first);
  const atRest = rested();
  logFailure("keeping where the cards stand", atRest.then(cards.keep));
  addEventListener("visibilitychange", () => {
    // Nobody waits for this page any more, and the next one begins with a ring whatever this one showed.
    if (document.visibilityState === "hidden") keepRead();
  });
  const changes = forgetting(heard);
  const written = (): void => {
    changes.announce();
    readAgain();
  };
  const actions = cardActions(db, systemClock, written, changes.announce);
  heard.tell(() => {
    readAgain();
    actions.look();
  });
  addEventListener("pagehide", () => {
    if (!actions.current().busy) return;
    // Nobody would be left to tell of what is written by then.
    actions.stop();
    changes.announce();
  });
  return {
    knowledge,
    numbers,
    account: accountControl(db, systemClock, jobClient(startWorker), atRest),
    readCardWords: (ids) => readCardWords(db, systemClock, ids),
    readMemories,
    readCardList: (onProgress) => readCardList(db, systemClock, onProgress),
    readCardInfo: (id) => readCardInfo(db, systemClock, id),
    readMaps: () => readMaps(db, systemClock, loadMaps),
    readSheets: () => readSheets(db, systemClock, loadMaps),
    readFailedToday: () => readFailedToday(db, systemClock),
    cardActions: actions,
    own: ownControl(db, systemClock, written),
  };
}

/** In a worker that is ended then: until the page goes, nobody may need again what it holds of the log. */
const readMemories: ProgressParts["readMemories"] = (onProgress) => {
  const client = jobClient(startWorker);
  return client.memories(onProgress).finally(client.cancel);
};

const loadMaps = async () => (await import("../../platform/bundled-decks.ts")).bundledMaps();

const troubleView = (trouble: Trouble): ProgressView => ({
  kind: "trouble",
  message: troubleText(trouble),
  loadAgain: loadingHelps(trouble) ? () => location.reload() : null,
});
