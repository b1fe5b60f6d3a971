/** A file from elsewhere holds answers that call for cards; it cannot fill a day with them. */
import { expect, test } from "vitest";
import type { CardContent } from "../../../../src/core/deck/deck.ts";
import { type CardId, makeEventId } from "../../../../src/core/ids.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { buildQueue } from "../../../../src/core/plan/queue.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { at, forward, get, grade, NOW, OTHER_DEVICE, random, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, fact } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const today = (nowMs = NOW) => readToday(db, nowMs, () => 60);
const LOCKED = { unlockedBy: [fact("nobody")] };
const CONTRAST = { ...LOCKED, type: "contrast" } as Partial<CardContent>;
const called = async (nowMs = NOW) => (await today(nowMs)).called?.map(({ id }) => id);

/** An answer of another device, as a file brings it. */
function calling(card: CardId, calls: CardId, atMs = NOW - 3_600_000, dueDay = at(NOW).today + 9): ReviewEvent {
  const studyDay = at(atMs).today;
  const made = { id: makeEventId(atMs, random()), device: OTHER_DEVICE, atMs, offsetMinutes: 60, studyDay };
  const next = { dueDay, dueAtMs: null };
  const answer = {
    card,
    rating: 4,
    phase: "review",
    factRevision: 1,
    durationMs: 1000,
    surface: "popup",
    next,
  } as const;
  return { kind: "review", ...made, ...answer, calls };
}

test("thousands of calls bring a few contrasts, and cost a day a few rows", async () => {
  const many = 1000;
  const cards = Array.from({ length: 2 * many }, (_, i) => content(`f${i}`, i, i < many ? {} : CONTRAST));
  await installDeck(db, deck(cards), scheduler, NOW);
  const plain = (await countRows(() => today())).read;
  const answers = Array.from({ length: many }, (_, i) =>
    calling(forward(`f${i}`), forward(`f${many + i}`), NOW - many + i),
  );
  await merge(db, answers, scheduler);
  const read = await today();
  const last = Array.from({ length: 10 }, (_, i) => forward(`f${2 * many - 10 + i}`));
  expect(read.called?.map(({ id }) => id)).toEqual(last);
  expect(buildQueue(read).left.new).toBeLessThanOrEqual(read.settings.newPerDay + 10);
  // All that was answered today is read either way.
  expect((await countRows(() => today())).read - many).toBeLessThan(plain + 60);
});

test("only a contrast can be called for", async () => {
  const cards = [content("a", 0), content("b", 1), content("plain", 2, LOCKED), content("both", 3, CONTRAST)];
  await installDeck(db, deck(cards), scheduler, NOW);
  await merge(db, [calling(forward("a"), forward("plain")), calling(forward("b"), forward("both"))], scheduler);
  expect(await called()).toEqual([forward("both")]);
});

test("an answer of a far future calls for nothing, today or later", async () => {
  await installDeck(db, deck([content("a", 0), content("both", 1, CONTRAST)]), scheduler, NOW);
  const far = Date.UTC(2999, 0, 1);
  await merge(db, [calling(forward("a"), forward("both"), far, at(NOW).today - 1)], scheduler);
  for (let day = 0; day < 3; day++) expect(await called(NOW + day * DAY_MS)).toEqual([]);
});

test("what was called for yesterday comes first until it is answered", async () => {
  await installDeck(db, deck([content("a", 0), content("both", 1, CONTRAST)]), scheduler, NOW);
  await merge(db, [calling(forward("a"), forward("both"), NOW - DAY_MS, at(NOW).today)], scheduler);
  expect(await called()).toEqual([forward("both")]);
  await grade(db, await get(db, forward("both")), 3, NOW + 1000);
  expect(await called(NOW + 2000)).toEqual([]);
});
