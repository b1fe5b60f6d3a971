/** Work on many cards whose page is closed midway: the other pages hear of what was written by then. */
import { afterEach, expect, test, vi } from "vitest";
import { type ProgressParts, startProgress } from "../../../../src/session/progress/open.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { readActions } from "../../../../src/store/writing/action-record.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

const MANY = Array.from({ length: 600 }, (_, i) => content(`card-${i}`, i));
const IDS = MANY.map(({ id }) => id);
let files: MemoryFiles;
let page: PageStub;
let db: Database;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
useStudyPage(async (opened) => {
  ({ db, files, page } = opened);
  vi.stubGlobal("Worker", class {});
  await installDeck(db, deck(MANY), scheduler, Date.now());
});
afterEach(() => vi.restoreAllMocks());

async function opened(): Promise<{ readonly actions: ProgressParts["cardActions"]; readonly hide: () => void }> {
  const listens = vi.fn<(type: string, listen: () => void) => void>();
  vi.stubGlobal("addEventListener", listens);
  const live = startProgress();
  await until(() => live.current().kind === "open");
  const view = live.current();
  if (view.kind !== "open") throw new Error(`the page is ${view.kind}`);
  const hide = (): void => {
    for (const [type, listen] of listens.mock.calls) if (type === "pagehide") listen();
  };
  return { actions: view.parts.cardActions, hide };
}
const suspended = async () => (await db.getAll("states")).filter(({ state }) => state.suspended).length;

test.each(["done", "taken back"])("it ends there, and they are told, where it is %s", async (what) => {
  const { actions, hide } = await opened();
  await actions.start(IDS, { kind: "suspend" });
  if (what === "taken back") await actions.answer(true);
  const announced = vi.spyOn(BroadcastChannel.prototype, "postMessage");
  hide();
  // Nothing goes on.
  expect(announced).not.toHaveBeenCalled();
  const work = what === "done" ? actions.answer(true) : actions.takeBack();
  await until(() => (actions.current().written?.done ?? 0) > 0);
  expect(announced).not.toHaveBeenCalled();
  hide();
  expect(announced).toHaveBeenCalledExactlyOnceWith("changed");
  await work;
  const cards = await suspended();
  expect(cards).toBeGreaterThan(0);
  expect(cards).toBeLessThan(600);
});

test("they are told now and then while it goes on, once something is written", async () => {
  const { actions } = await opened();
  await actions.start(IDS, { kind: "suspend" });
  let nowMs = 0;
  // So slow a machine that each step takes longer than they are to wait.
  vi.spyOn(performance, "now").mockImplementation(() => {
    nowMs += 2500;
    return nowMs;
  });
  const told: (number | undefined)[] = [];
  vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => {
    told.push(actions.current().written?.done);
  });
  await actions.answer(true);
  expect(told.length).toBeGreaterThan(10);
  expect(told[0]).toBeGreaterThan(0);
  expect(told[0]).toBeLessThan(100);
});

test("what another page has mended, or taken back, is offered, or is so no more", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { actions } = await opened();
  await actions.start(IDS.slice(0, 3), { kind: "suspend" });
  const [place = 0] = await db.getAllKeys("events");
  const row = await db.get("events", place);
  await db.put("events", { ...row, ...UNREADABLE } as never, place);
  breakRows();
  await actions.takeBack();
  expect(actions.current().last).toMatchObject({ begun: { what: "unreadable" } });
  await db.put("events", row as never, place);
  page.announce();
  await until(() => actions.current().last?.begun?.what === "takingBack");
  await db.put("local", { key: "job/card-actions", value: [] });
  expect(await readActions(db.transaction("local").store, 0 as never)).toEqual([]);
  page.announce();
  await until(() => actions.current().last === null);
});
