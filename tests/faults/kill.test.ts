/** SIGKILL to every process of the browser at a random moment, while a page grades as fast as it can. */
import { expect, test } from "vitest";
import { compareEvents, type Envelope } from "../../src/core/log/envelope.ts";
import { useBrowsers } from "../support/extension/browsers.ts";
import { KINDS, type Kind, poll } from "../support/extension/driver.ts";
import { expectWhole, waitUntilRecorded } from "./inspect.ts";
import { LONG } from "./long.ts";
import { drawnBySeed, SEED } from "./seed.ts";
import { pastStorageNotice } from "./steps.ts";
import { gradeTurned, untilTurned } from "./turn-by-turn.ts";

const ROUNDS = LONG ? 30 : 3;
const LONGEST_MS = 2500;

const launch = useBrowsers();
const random = drawnBySeed();

/** What a page notes when it has shown it. */
const NOTED = ["seen", "met"];

/** What the test knows of a log when the browser is killed. */
interface Known {
  readonly events: readonly Envelope[];
  /** The cards whose grade was followed by the next card, in their order. */
  readonly shown: readonly string[];
  /** The card whose grade was asked for, with nothing heard of it. */
  readonly inFlight: string;
}

/** Grades until it is killed. */
async function gradeUntilKilled(kind: Kind, profile: string | undefined, before: Known | null) {
  const driver = await launch(kind, profile === undefined ? {} : { profile });
  const page = await driver.open("popup");
  const restored = await pastStorageNotice(page);
  const events = await expectWhole(page);
  if (before) expectNothingElse(events, before);
  const shown: string[] = [];
  let inFlight = await untilTurned(page);
  const killAt = performance.now() + 100 + random() * LONGEST_MS;
  const killed = poll(() => performance.now() > killAt, "the moment of the kill").then(() => driver.kill());
  const gone = killed.then(() => null);
  for (;;) {
    const next = await Promise.race([gradeTurned(page, 1).catch(() => gone), gone]);
    if (next === null) break;
    shown.push(inFlight);
    inFlight = next;
  }
  await killed;
  return { profile: driver.profile, known: { events, shown, inFlight }, restored };
}

test.each(KINDS)(
  `${ROUNDS} kills of %s while grading: every grade whose next card was shown is there, none twice`,
  async (kind) => {
    let profile: string | undefined;
    let known: Known | null = null;
    let grades = 0;
    let restored = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const killed = await gradeUntilKilled(kind, profile, known);
      ({ profile, known } = killed);
      if (killed.restored) restored++;
      grades += killed.known.shown.length;
    }
    expect(grades).toBeGreaterThan(0);
    const driver = await launch(kind, profile === undefined ? {} : { profile });
    const page = await driver.open("popup");
    await pastStorageNotice(page);
    const events = await expectWhole(page);
    if (known) expectNothingElse(events, known);
    await waitUntilRecorded(page);
    console.log(
      `${kind}, seed ${SEED}: ${ROUNDS} kills, ${grades} grades shown, 0 lost, 0 doubled; restored from the second record ${restored} times`,
    );
  },
  LONG ? 1_200_000 : 120_000,
);

/**
 * The log holds each event that it held, unchanged, then a review of each card that was graded, in their order, and the one
 * that was under way or not; beside them what the page notes of what it showed, each once. Nothing else.
 */
function expectNothingElse(events: readonly Envelope[], known: Known): void {
  const ids = new Set(known.events.map(({ id }) => id));
  const sorted = [...events].sort(compareEvents);
  const seed = `seed ${SEED}`;
  expect(
    sorted.filter(({ id }) => ids.has(id)),
    seed,
  ).toEqual([...known.events].sort(compareEvents));
  const added = sorted.filter(({ id }) => !ids.has(id));
  const reviews = added.filter(({ kind }) => kind === "review");
  const cards = reviews.map(({ card }) => card);
  expect(cards, seed).toEqual([...known.shown, known.inFlight].slice(0, Math.max(cards.length, known.shown.length)));
  const others = added.filter(({ kind }) => kind !== "review");
  expect(
    others.filter(({ kind }) => !NOTED.includes(kind)),
    seed,
  ).toEqual([]);
  const seen = events
    .filter(({ kind }) => NOTED.includes(kind))
    .map((event) => `${event.kind} ${(event as { key?: string }).key}`);
  expect(new Set(seen).size, seed).toBe(seen.length);
}
