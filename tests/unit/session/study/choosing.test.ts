/** A page at rest chooses which cards come first while the learner catches up. */
import { beforeEach, expect, test, vi } from "vitest";
import { buildQueue } from "../../../../src/core/plan/queue.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { type LiveSession, startSession } from "../../../../src/session/study/live-session.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { backAfterAbsence, takePlan } from "../../../support/database/back-after-absence.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { answerFront, front, until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
let page: PageStub;
let db: Database;
let nowMs = NOW;

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));

useStudyPage((opened) => {
  ({ db, page } = opened);
});
beforeEach(() => {
  files = memoryFiles();
  nowMs = NOW;
  vi.spyOn(systemClock, "nowMs").mockImplementation(() => nowMs);
  vi.spyOn(systemClock, "offsetAt").mockReturnValue(60);
});

const read = () => readToday(db, nowMs, () => 60);
const portion = async () => (await read()).portion;
const chosen = async (): Promise<boolean> => {
  page.rest();
  return (await portion()) === "known";
};
async function start(): Promise<LiveSession> {
  const live = startSession("popup");
  await live.ready;
  return live;
}

test("where a plan was taken elsewhere, the cards behind the one in front follow in their order", async () => {
  await backAfterAbsence(db, 120);
  await takePlan(db, 10);
  // The absence was told where the plan was taken.
  const { lastDay } = (await read()).past;
  await db.put("registers", {
    ...((await db.get("registers", "seen/welcome")) as NonNullable<Awaited<ReturnType<typeof db.get<"registers">>>>),
    name: `seen/return/${lastDay}`,
    key: `return/${lastDay}`,
  });
  const live = await start();
  expect(live.current().view.kind).toBe("card");
  const before = front(live);
  await until(chosen);
  await until(() => {
    page.rest();
    return live.current().counts !== null;
  });
  expect(front(live)).toBe(before);
  const next = buildQueue(await read()).cards.find(({ fact }) => fact.split("/")[1] !== before);
  await answerFront(live, 4);
  expect(front(live)).toBe(next?.fact.split("/")[1]);
});

test("while a plan is offered it is chosen what comes first by it, so that nobody waits for that", async () => {
  await backAfterAbsence(db, 120);
  const live = await start();
  expect(live.current().view.kind).toBe("return");
  const kept = () => db.getAllKeys("local", IDBKeyRange.bound("made-anew/portion/", "made-anew/portion/z"));
  await until(async () => {
    page.rest();
    return (await kept()).length > 0;
  });
  await takePlan(db, 10);
  expect(await portion()).toBe("known");
  nowMs += DAY_MS;
  expect(await portion()).toBe("ageing");
});
