/** Whether nine of ten futures lie within the band that the forecast calls so: made-up learners whose future is known. */
import { type Random, randomFrom } from "../../../src/core/memory/random.ts";
import { type Held, HINDCAST_DAYS, hindcast } from "../../../src/core/stats/hindcast.ts";
import {
  constantTruth,
  driftingTruth,
  exponentialTruth,
  fsrsTruth,
  somebodysWeights,
  type Truth,
  twoTraces,
  unevenCards,
  withNoise,
} from "../optimiser/truth.ts";
import { FIRST_DAY, type Life, lived, type Manner, normal, startOf, toEnd } from "./life.ts";

/** How the memory of a made-up learner works. */
const TRUTHS = {
  fsrs: (own: Random) => lives(fsrsTruth(somebodysWeights(own, 0.7))),
  "guesses and slips": (own: Random) => lives(withNoise(fsrsTruth(somebodysWeights(own, 0.7)), 0.1, 0.03)),
  "uneven cards": (own: Random) => lives(unevenCards(somebodysWeights(own, 0.7), 0.6)),
  drifting: (own: Random) => lives(driftingTruth(somebodysWeights(own, 0.7), somebodysWeights(own, 0.7))),
  constant: (own: Random) => lives(constantTruth(0.8 + 0.15 * own())),
  exponential: () => lives(exponentialTruth),
  "two traces": () => lives(twoTraces),
} satisfies Record<string, (own: Random) => Liver>;
export type TruthName = keyof typeof TRUTHS;

type Liver = (life: Omit<Life<never>, "truth">) => ReturnType<typeof lived>;
const lives =
  <State>(truth: Truth<State>): Liver =>
  (life) =>
    lived({ ...life, truth });

const TRUTH_NAMES: readonly TruthName[] = [
  "fsrs",
  "guesses and slips",
  "uneven cards",
  "drifting",
  "constant",
  "exponential",
  "two traces",
];
const HABIT_NAMES: readonly HabitName[] = ["daily", "often", "on working days", "in spells"];

/** How often a learner comes. */
const COMES = {
  daily: () => (_, random) => random() < 0.97,
  often(own) {
    const part = 0.6 + 0.35 * own();
    return (_, random) => random() < part;
  },
  "on working days": () => (day, random) => (day % 7 < 5 ? random() < 0.9 : random() < 0.1),
  "in spells"(own) {
    const [on, off] = [8 + 12 * own(), 2 + 4 * own()];
    let is = true;
    return (_, random) => {
      is = is ? random() > 1 / on : random() < 1 / off;
      return is;
    };
  },
} satisfies Record<string, (own: Random) => Manner["comes"]>;
export type HabitName = keyof typeof COMES;

/** Days of history before the forecast. */
const HISTORIES = [30, 60, 120, 300] as const;

export interface Made {
  readonly truth: TruthName;
  readonly habit: HabitName;
  readonly history: number;
  readonly seed: number;
}

/** All combinations, so many times. */
export const everyLearner = (times: number, histories: readonly number[] = HISTORIES): Made[] =>
  Array.from({ length: times }, () =>
    histories.flatMap((history) =>
      HABIT_NAMES.flatMap((habit) => TRUTH_NAMES.map((truth) => ({ truth, habit, history }))),
    ),
  )
    .flat()
    .map((made, n) => ({ ...made, seed: 5000 + n }));

export interface Result {
  readonly made: Made;
  readonly answers: Held;
  readonly minutes: Held;
}

export const isWithin = ({ low, high, happened }: Held): boolean => happened >= low && happened <= high;

/** A learner's life up to now. */
function logOf(made: Made): ReturnType<Liver> {
  const own = randomFrom(made.seed);
  const days = made.history + HINDCAST_DAYS;
  const live = TRUTHS[made.truth](own);
  const newPerDay = 3 + Math.floor(12 * own());
  const hard = 0.05 + 0.2 * own();
  const again = 0.1 + 0.25 * own();
  return live({
    seed: made.seed,
    manner: {
      comes: COMES[made.habit](own),
      hard,
      easy: 0.03 + 0.2 * own(),
      first: [again, 0.1, 0.8 - again, 0.1],
      pace: 8 * Math.exp(0.4 * normal(own)),
    },
    days,
    cards: Math.round(newPerDay * days * (0.4 + own())),
    newPerDay,
    fitsOn: made.history > 60 && own() < 0.5 ? Math.floor(made.history * 0.8) : null,
  });
}

/** The forecast of 60 days before beside what came. @param runs of the forecast, at most */
export function heldToAccount(made: Made, runs?: number): Result {
  const today = FIRST_DAY + made.history + HINDCAST_DAYS;
  const options = { seed: made.seed, ...(runs && { runs }) };
  const found = toEnd(hindcast(logOf(made), today, startOf(today - HINDCAST_DAYS), options));
  const answers = found?.answers.at(-1);
  if (!found || !answers) throw new Error(`nothing was foretold of ${JSON.stringify(made)}`);
  return { made, answers, minutes: found.minutes };
}
