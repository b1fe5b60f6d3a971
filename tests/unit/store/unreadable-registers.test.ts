/** Settings, switches and plans whose rows cannot be read are in force wherever they are shown or gone by: their events say them. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { PAUSE } from "../../../src/core/plan/away.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type { JobClient } from "../../../src/jobs/client.ts";
import { readDeckEntries } from "../../../src/session/options/decks.ts";
import { examControl } from "../../../src/session/options/exam.ts";
import { plansControl } from "../../../src/session/options/plans.ts";
import { readCardList } from "../../../src/session/progress/card-list.ts";
import { numbersControl } from "../../../src/session/progress/numbers.ts";
import { read } from "../../../src/store/database/transaction.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { readLater } from "../../../src/store/today/beyond-today.ts";
import { readWanted } from "../../../src/store/today/coming.ts";
import { readOffer } from "../../../src/store/today/offers.ts";
import { wishesNow } from "../../../src/worker/look-at-days.ts";
import { readForImport } from "../../../src/worker/profile.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { at, deleteDatabase, forward, get, grade, maker, scheduler } from "../../support/database/db-steps.ts";
import { content, deck, TEST_DECK } from "../../support/samples/cards.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../support/session/options-base.ts";
import "../../support/gallery/browser-stub.ts";

const CHAPTERS = [
  { id: "basics", title: "Basics", startsOff: false, offeredWhen: null },
  { id: "more", title: "More", startsOff: true, offeredWhen: { chapters: ["basics"], known: 0.5 } },
  { id: "off", title: "Off", startsOff: false, offeredWhen: null },
];
const nowMs = Date.now();
const clock = { nowMs: () => nowMs, offsetAt: () => 60, randomBytes: (count: number) => new Uint8Array(count) };
const { today } = at(nowMs);

let under: BaseUnderTest;
let db: Database;

beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  under = await optionsUnderTest();
  ({ db } = under);
  const cards = CHAPTERS.map(({ id }, i) => content(id, i, { chapter: id }));
  await installDeck(db, deck(cards, "1", { chapters: CHAPTERS }), scheduler, nowMs);
  // What is off would fall due first.
  for (const [name, days] of [
    ["off", 4],
    ["basics", 0],
  ] as const)
    await grade(db, await get(db, forward(name)), 4, nowMs - days * DAY_MS);
  await saveSetting(db, "newPerDay", 7, () => maker(nowMs));
  for (const chapter of ["more", "off"]) await setSwitch(db, TEST_DECK, chapter, false, () => maker(nowMs));
  await setPlan(db, PAUSE, today + 30, () => maker(nowMs));
  await setPlan(db, EXAM, today + 60, () => maker(nowMs));
});
afterEach(async () => {
  db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
});

async function numbers() {
  const control = numbersControl(db, clock);
  await control.read();
  const state = control.current();
  if (state.kind !== "read") throw new Error(`the numbers are ${state.kind}`);
  const { pause, asked } = state.numbers;
  return { pause, asked };
}

async function exam() {
  const control = examControl(under.base, {} as JobClient, vi.fn(), vi.fn());
  await control.reload();
  const { exam, pausedUntil } = control.current();
  return { exam, pausedUntil };
}

async function plans() {
  const control = plansControl(under.base);
  await control.reload();
  return control.current();
}

const READERS: Readonly<Record<string, () => Promise<unknown>>> = {
  "a table or a package": async () => {
    const { settings, cards } = await readStudyData(db);
    return { settings, off: cards.map(({ isOff }) => isOff) };
  },
  "reviews of another program": async () => {
    const { settings, cards } = (await readForImport(db)).data;
    return { settings, off: cards.map(({ isOff }) => isOff) };
  },
  "other days for cards": () => wishesNow(read(db, ["registers", "events"]), today),
  "the days to come of a card": async () => {
    const { on, settings, exam } = await readWanted(db, at(nowMs), await readSettings(db));
    return { on, settings, exam };
  },
  "what falls due after today": () => readLater(db, today),
  "a chapter that is offered": () => readOffer(db),
  "the list of all cards": async () => {
    const { lines, exam, pausedUntil } = await readCardList(db, clock, () => {});
    return { off: lines.map(({ off }) => off), exam, pausedUntil };
  },
  "the numbers": numbers,
  "the decks of the options": () => readDeckEntries(db),
  "the exam of the options": exam,
  "the plans of the options": plans,
};

test.each(Object.keys(READERS))("%s: they are what they were", async (name) => {
  const before = await READERS[name]?.();
  const rows = await db.getAll("registers");
  expect(rows).toHaveLength(5);
  for (const row of rows) await db.put("registers", { ...row, ...UNREADABLE } as typeof row);
  breakRows();
  expect(await READERS[name]?.()).toEqual(before);
  // Without them it is another, so this tells something.
  await db.clear("registers");
  expect(await READERS[name]?.()).not.toEqual(before);
});
