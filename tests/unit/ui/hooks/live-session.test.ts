import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { installDeck } from "../../../../src/db/install-deck.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../../../src/db/open.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type LiveSession, startSession } from "../../../../src/ui/hooks/live-session.ts";
import { deck } from "../../../support/cards.ts";
import { deleteDatabase, FIVE, scheduler } from "../../../support/db-steps.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/memory-files.ts";
import { stubPage } from "../../../support/page-stub.ts";

let files: MemoryFiles;
let db: Database;

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
const versions = vi.hoisted(() => vi.fn(async (): Promise<{ id: string; version: string }[]> => []));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions } }));
vi.mock("../../../../src/platform/badge.ts", () => ({ showBadge: async () => {} }));

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  files = memoryFiles();
  stubPage();
  db = await openDatabase();
});

afterEach(async () => {
  db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function start(): Promise<LiveSession> {
  const live = startSession("popup");
  await live.ready;
  return live;
}

const view = (live: LiveSession) => live.current().view;
const until = (holds: () => boolean | Promise<boolean>): Promise<void> =>
  vi.waitFor(async () => expect(await holds()).toBe(true), { interval: 1 });

/** Shows the answer of the card in front. */
async function turn(live: LiveSession): Promise<void> {
  live.current().actions.reveal();
  await until(() => {
    const shown = view(live);
    return shown.kind === "card" && shown.revealed;
  });
}

describe("a connection that has given way to a newer version", () => {
  /** Resolves when the newer version has what it wanted: by then the page has been told. */
  async function upgrade(): Promise<void> {
    db.close();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME, 99);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  }

  test("is told until the page is loaded again, whatever else goes on", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const live = await start();
    await turn(live);
    await upgrade();
    const told = { kind: "trouble", message: t("trouble_databaseClosed"), canRetry: false };
    expect(view(live)).toEqual(told);
    const drawn: unknown[] = [];
    live.subscribe(() => drawn.push(view(live)));
    const { begin, grade, undo } = live.current().actions;
    for (const act of [begin, () => grade(3), undo]) {
      const before = drawn.length;
      act();
      await until(() => drawn.length > before && !live.current().busy);
    }
    for (const one of drawn) expect(one).toEqual(told);
  });

  test("is told as that where the page was still opening", async () => {
    // There is no deck yet, and while it is looked for the connection goes.
    versions.mockImplementationOnce(async () => {
      await upgrade();
      return [];
    });
    expect(view(await start())).toMatchObject({ kind: "trouble", message: t("trouble_databaseClosed") });
  });
});
