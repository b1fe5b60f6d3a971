/** SIGKILL to every process of the browser at a random moment, while a page grades as fast as it can. */
import { expect, test } from "vitest";
import { useBrowsers } from "../support/browsers.ts";
import { KINDS, type Kind, poll } from "../support/driver.ts";
import { gradedBy, startGrading } from "./grader.ts";
import { expectWhole, waitUntilRecorded } from "./inspect.ts";
import { LONG } from "./long.ts";
import { pastStorageNotice } from "./steps.ts";

const ROUNDS = LONG ? 30 : 3;
const LONGEST_MS = 2500;

const launch = useBrowsers();

/** Grades until it is killed. @returns the cards whose grade was followed by the next card, as far as is known here */
async function gradeUntilKilled(kind: Kind, profile: string | undefined) {
  const driver = await launch(kind, profile === undefined ? {} : { profile });
  const page = await driver.open("popup");
  const restored = await pastStorageNotice(page);
  const before = await expectWhole(page);
  await startGrading(page, 1);
  const killAt = performance.now() + 100 + Math.random() * LONGEST_MS;
  let cards: readonly string[] = [];
  await poll(async () => {
    const graded = await gradedBy(page);
    expect(graded.stopped).toBeNull();
    cards = graded.cards;
    return cards.length > 0 && performance.now() > killAt;
  }, "the moment of the kill");
  await driver.kill();
  return { profile: driver.profile, before, cards, restored };
}

test.each(KINDS)(
  `${ROUNDS} kills of %s while grading: every grade whose next card was shown is there, none twice`,
  async (kind) => {
    let profile: string | undefined;
    let grades = 0;
    let restored = 0;
    let expected: readonly string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const killed = await gradeUntilKilled(kind, profile);
      // What stands at the start of a round must hold all that was shown in the rounds before it.
      expectAtLeast(countOf(killed.before.filter(({ kind }) => kind === "review").map(({ card }) => card)), expected);
      profile = killed.profile;
      if (killed.restored) restored++;
      grades += killed.cards.length;
      expected = [...expected, ...killed.cards];
    }
    const driver = await launch(kind, profile === undefined ? {} : { profile });
    const page = await driver.open("popup");
    await pastStorageNotice(page);
    const events = await expectWhole(page);
    expectAtLeast(countOf(events.filter(({ kind }) => kind === "review").map(({ card }) => card)), expected);
    await waitUntilRecorded(page);
    console.log(
      `${kind}: ${ROUNDS} kills, ${grades} grades shown, 0 lost, 0 doubled; restored from the second record ${restored} times`,
    );
  },
  LONG ? 1_200_000 : 120_000,
);

const countOf = (cards: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const card of cards) counts.set(card, (counts.get(card) ?? 0) + 1);
  return counts;
};

function expectAtLeast(there: ReadonlyMap<string, number>, shown: readonly string[]): void {
  const missing = [...countOf(shown)].filter(([card, count]) => (there.get(card) ?? 0) < count);
  expect(missing).toEqual([]);
}
