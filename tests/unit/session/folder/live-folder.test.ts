/** What a study page, and a visit to chosen cards, has to do with the folder that machines share. */
import { describe, expect, test, vi } from "vitest";
import type * as following from "../../../../src/session/folder/follow-folder.ts";
import { startSession } from "../../../../src/session/study/live-session.ts";
import { startVisit } from "../../../../src/session/visit/visit.ts";
import { keepPosition, SHARED_FOLDER } from "../../../../src/store/database/local.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { forward, get, grade, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

const folder = vi.hoisted(() => ({ follow: vi.fn<typeof following.followFolder>(), visitEnded: vi.fn() }));
vi.mock("../../../../src/session/folder/follow-folder.ts", () => ({ followFolder: folder.follow }));
let files: MemoryFiles;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({
  bundledDecks: { versions: async () => [], deck: vi.fn() },
}));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));

let page: PageStub;
let db: Database;

/** Pages of one browser hear each other, and never themselves. */
function joinPages(): void {
  const all: EventTarget[] = [];
  const Channel = class extends EventTarget {
    constructor() {
      super();
      all.push(this);
    }
    postMessage(data: unknown): void {
      for (const one of all) if (one !== this) one.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
  vi.stubGlobal("BroadcastChannel", Channel);
}

useStudyPage(async (opened) => {
  ({ db, files, page } = opened);
  joinPages();
  folder.visitEnded.mockReset();
  folder.follow.mockReset().mockReturnValue({ visitEnded: folder.visitEnded });
  await installDeck(db, deck([content("a", 0), content("b", 1)]), scheduler, Date.now());
  // No fake database can keep a handle, and nobody looks at it here.
  await keepPosition(db, SHARED_FOLDER, "a folder");
});

const followed = async (times = 1): Promise<void> => {
  page.rest();
  await until(() => folder.follow.mock.calls.length === times);
};

const PAGES = [
  [
    "a study page",
    () => {
      const live = startSession("popup");
      return { ready: live.ready, session: live.current };
    },
  ],
  [
    "a visit",
    () => {
      const live = startVisit([forward("a"), forward("b")], { kept: () => null, keep: () => {} });
      return { ready: live.ready, session: () => live.current().session };
    },
  ],
] as const;

describe.each(PAGES)("%s", (_, open) => {
  test("follows the folder, and says when the last answer was given, once", async () => {
    const { ready, session } = open();
    await ready;
    await followed();
    for (const left of [1, 0]) {
      expect(folder.visitEnded).not.toHaveBeenCalled();
      const { view, actions } = session();
      if (view.kind !== "card") throw new Error(view.kind);
      await actions.reveal(view.content.id);
      actions.grade(4);
      await until(() => !session().busy && session().view.kind === (left > 0 ? "card" : "done"));
    }
    expect(folder.visitEnded).toHaveBeenCalledOnce();
  });

  test("lets another open page count what came in", async () => {
    const other = startSession("newtab");
    await other.ready;
    await followed();
    const { ready, session } = open();
    await ready;
    await followed(2);
    await grade(db, await get(db, forward("a")), 4, Date.now());
    expect(other.current().counts?.doneToday).toBe(0);
    folder.follow.mock.lastCall?.[1]();
    await until(() => other.current().counts?.doneToday === 1 && session().counts?.doneToday === 1);
  });

  test("has the click that asks for the folder again as long as the browser wants it", async () => {
    const { ready, session } = open();
    await ready;
    await followed();
    expect(session().allowFolder).toBeNull();
    const [allow, onAsk] = [vi.fn(), folder.follow.mock.lastCall?.[2]];
    onAsk?.(allow);
    session().allowFolder?.();
    expect(allow).toHaveBeenCalledOnce();
    onAsk?.(null);
    expect(session().allowFolder).toBeNull();
  });
});
