/** A study page with its session over a database of its own, in front of which the first screen was read. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import { makeEventId } from "../../../src/core/ids.ts";
import type { Rating } from "../../../src/core/memory/rating.ts";
import type { LiveSession } from "../../../src/session/study/live-session.ts";
import type { ShownSession } from "../../../src/session/study/session-view.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { useDatabase } from "../database/use-database.ts";
import { type MemoryFiles, memoryFiles } from "../places/memory-files.ts";
import { type PageStub, stubPage } from "./page-stub.ts";

export interface StudyPage {
  readonly db: Database;
  readonly page: PageStub;
  /** The second record, for the test to put in the place of `platform/record/files.ts`. */
  readonly files: MemoryFiles;
}

/** More than a page takes to read anew. */
const TURNS = 10;

/**
 * To be called once, at the top of a test file, which mocks what asks the browser: the second record, the bundled decks, and
 * what is told of the queue.
 * @param begin gets the page before each test, and may fill its database
 */
export function useStudyPage(begin: (opened: StudyPage) => unknown): void {
  let page: PageStub;
  // Around the database: what the page before still does while it is closed, and the next one opened, is not reported.
  beforeEach(() => {
    vi.spyOn(console, "error").mockReturnValue();
    page = stubPage();
  });
  afterEach(async () => {
    // What the page still reads after its last answer finds what a page has around it, and not what the next file has.
    for (let turn = 0; turn < TURNS; turn++) await new Promise((done) => setTimeout(done));
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  useDatabase(async (db) => {
    await readWelcome(db);
    await begin({ db, page, files: memoryFiles() });
  });
}

/** The first screen was read; as its row alone, so that the log stays empty. */
const readWelcome = (db: Database) =>
  db.put("registers", {
    name: "seen/welcome",
    id: makeEventId(0, new Uint8Array(10)),
    atMs: 0,
    key: "welcome",
    value: true,
  });

export const until = (holds: () => boolean | Promise<boolean>): Promise<void> =>
  vi.waitFor(async () => expect(await holds()).toBe(true), { interval: 1, timeout: 10_000 });

/** The name of the card in front, or what is there instead of one. */
export function front(live: LiveSession): string {
  const { view } = live.current();
  return view.kind === "card" ? (view.content.fact.split("/")[1] ?? "") : view.kind;
}

/** Answers the card in front, and waits until what follows it is there. @throws where none is in front */
export async function answerFront(live: LiveSession, rating: Rating): Promise<void> {
  const { view, actions } = live.current();
  if (view.kind !== "card") throw new Error(`${view.kind} is in front`);
  await actions.reveal(view.content.id);
  live.current().actions.grade(rating);
  await until(() => !live.current().busy && !isRevealed(live.current()));
}

export const isRevealed = ({ view }: ShownSession): boolean => view.kind === "card" && view.revealed;
