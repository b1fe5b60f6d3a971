/** A card of today whose row the browser cannot read keeps nobody from studying, and comes back. */
import { expect, test, vi } from "vitest";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type LiveSession, startSession } from "../../../../src/session/study/live-session.ts";
import { readableAt } from "../../../../src/store/database/readable.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { FIVE, forward, get, grade, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { front, until, useStudyPage } from "../../../support/session/study-page.ts";

let page: PageStub;
let db: Database;
let files: MemoryFiles;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));

useStudyPage(async (opened) => {
  ({ db, files, page } = opened);
  await installDeck(db, deck(FIVE), scheduler, Date.now());
});

async function startWithout(name: string): Promise<LiveSession> {
  await db.put("states", { ...(await get(db, forward(name))), ...UNREADABLE });
  breakRows();
  const live = startSession("popup");
  await live.ready;
  page.rest();
  return live;
}

const view = (live: LiveSession) => live.current().view;

/** Answers the card in front. */
async function answer(live: LiveSession): Promise<void> {
  const { actions } = live.current();
  const before = front(live);
  const asked = view(live);
  if (asked.kind === "card") await actions.reveal(asked.content.id);
  await until(() => {
    const shown = view(live);
    return shown.kind === "card" && shown.revealed;
  });
  actions.grade(4);
  await until(() => front(live) !== before && !live.current().busy);
}

test.each(["new", "answered today", "due", "learning"] as const)(
  "it is passed over, made anew from the log, and told of where the next card would come: %s",
  async (how) => {
    const answeredMs = Date.now() - (how === "due" ? 40 * DAY_MS : 60_000);
    if (how !== "new") await grade(db, await get(db, forward("a")), how === "learning" ? 1 : 4, answeredMs);
    const before = await get(db, forward("a"));
    const live = await startWithout("a");
    expect(front(live)).toBe("b");
    await until(async () => (await readableAt(db.transaction("states").store, forward("a"))) !== undefined);
    expect((await get(db, forward("a"))).state).toEqual(before.state);
    await answer(live);
    await until(() => view(live).kind === "storage");
    expect(view(live)).toEqual({ kind: "storage", message: t("rowsMadeAnew_one", 1) });
  },
);

test("it is said to be passed over where nothing tells how it stands", async () => {
  await db.delete("contents", forward("a"));
  const live = await startWithout("a");
  while (view(live).kind === "card") await answer(live);
  await until(() => view(live).kind === "storage");
  expect(view(live)).toEqual({ kind: "storage", message: t("rowsPassedOver_one", 1) });
});
