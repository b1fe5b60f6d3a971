/** SIGKILL to every process of the browser at a random moment, while a page grades as fast as it can. */
import { expect, test } from "vitest";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { useBrowsers } from "../support/browsers.ts";
import { KINDS, type Kind, poll } from "../support/driver.ts";
import { gradedBy, startGrading } from "./grader.ts";
import { expectWhole, reviewedCards, waitUntilRecorded } from "./inspect.ts";
import { LONG } from "./long.ts";
import { random, SEED } from "./seed.ts";
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
  const killAt = performance.now() + 100 + random() * LONGEST_MS;
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
    let shown: { readonly before: number; readonly cards: readonly string[] } = { before: 0, cards: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const killed = await gradeUntilKilled(kind, profile);
      expectShown(killed.before, shown);
      profile = killed.profile;
      if (killed.restored) restored++;
      grades += killed.cards.length;
      shown = { before: reviewedCards(killed.before).length, cards: killed.cards };
    }
    const driver = await launch(kind, profile === undefined ? {} : { profile });
    const page = await driver.open("popup");
    await pastStorageNotice(page);
    expectShown(await expectWhole(page), shown);
    await waitUntilRecorded(page);
    console.log(
      `${kind}, seed ${SEED}: ${ROUNDS} kills, ${grades} grades shown, 0 lost, 0 doubled; restored from the second record ${restored} times`,
    );
  },
  LONG ? 1_200_000 : 120_000,
);

/**
 * The log goes on with exactly the grades that were shown, one by one and in their order; behind them may stand those that
 * were written while nobody was told any more.
 */
function expectShown(
  events: readonly Envelope[],
  { before, cards }: { readonly before: number; readonly cards: readonly string[] },
): void {
  expect(reviewedCards(events).slice(before, before + cards.length), `seed ${SEED}`).toEqual(cards);
}
