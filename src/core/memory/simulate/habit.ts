// biome-ignore-all lint/style/noNonNullAssertion: days and weekdays run within their arrays
/**
 * On which days somebody comes. Two ways of life are tried on the days of the log: in spells, where only the day before
 * matters, and by the week, where each weekday has a chance of its own. Each future takes one of them, as often as the
 * log speaks for it, with chances drawn from what the log leaves open: breaks that came three times in 90 days might as well have
 * come five times. Source: two-state Markov chain and independent weekdays, both with beta priors, weighed by their
 * marginal likelihoods (Kass and Raftery 1995, https://doi.org/10.1080/01621459.1995.10476572).
 */
import type { Random } from "../random.ts";
import { betaDrawn, logBetaRatio, normal } from "./chances.ts";

/** Answers for and against, as many as a prior counts for. */
interface Prior {
  readonly yes: number;
  readonly no: number;
}

/** Of those who came, how many stay away the next day: few. Of those who were away, how many come: anything. */
const STOPS: Prior = { yes: 0.5, no: 4 };
const RETURNS: Prior = { yes: 1, no: 1 };
/** A weekday is mostly one on which somebody comes, or one on which not. */
const WEEKDAY: Prior = { yes: 0.6, no: 0.3 };
/** Before a log says anything, so likely does somebody come in spells. */
const IN_SPELLS = 2 / 3;
/** Nobody's habits stay the same: the standard deviation of their change, in log odds. */
const DRIFT = 0.1;

export interface Days {
  /** By day, the oldest first: 1 where anything was answered. */
  readonly studied: Uint8Array;
  /** By day: how many days before the end it was, 0 for the last. Some may be left out. */
  readonly back: Int32Array;
}

/** @returns by day to come: 1 where the learner comes */
export function comesOn({ studied, back }: Days, days: number, random: Random): Uint8Array {
  // From one state to the next, and by weekday. The first day is left out: a log begins with a day of study.
  const [stopped, stayed, returned, away] = [0, 0, 0, 0].map(() => new Uint16Array(1));
  const [came, missed] = [new Uint16Array(7), new Uint16Array(7)];
  for (let day = 1; day < studied.length; day++) {
    const is = studied[day] === 1;
    const tally = studied[day - 1] === 1 ? (is ? stayed : stopped) : is ? returned : away;
    tally![0]! += 1;
    (is ? came : missed)[placeInWeek(back[day]!)]! += 1;
  }
  const stop = counted(STOPS, stopped![0]!, stayed![0]!);
  const start = counted(RETURNS, returned![0]!, away![0]!);
  const byWeekday = Array.from(came, (yes, weekday) => counted(WEEKDAY, yes, missed[weekday]!));
  const spells = stop.likelihood + start.likelihood;
  const week = byWeekday.reduce((sum, { likelihood }) => sum + likelihood, 0);
  const inSpells = 1 / (1 + ((1 - IN_SPELLS) / IN_SPELLS) * Math.exp(week - spells));
  const drift = DRIFT * normal(random);
  const comes = new Uint8Array(days);
  if (random() < inSpells) {
    const [stops, starts] = [drawn(stop, -drift, random), drawn(start, drift, random)];
    let is = studied.length > 0 ? studied.at(-1) === 1 : random() * (starts + stops) < starts;
    for (let day = 0; day < days; day++) {
      is = is ? random() >= stops : random() < starts;
      comes[day] = is ? 1 : 0;
    }
  } else {
    const chances = byWeekday.map((one) => drawn(one, drift, random));
    for (let day = 0; day < days; day++) comes[day] = random() < chances[placeInWeek(-1 - day)]! ? 1 : 0;
  }
  return comes;
}

/** Days that are a multiple of seven apart have the same. @param back below 0 for days to come */
const placeInWeek = (back: number): number => ((back % 7) + 7) % 7;

/** What a log and a prior say of a chance. */
interface Counted extends Prior {
  /** The logarithm of how likely the log is, whatever the chance. */
  readonly likelihood: number;
}

const counted = (prior: Prior, yes: number, no: number): Counted => ({
  yes: prior.yes + yes,
  no: prior.no + no,
  likelihood: logBetaRatio(prior.yes, prior.no, yes, no),
});

/** A chance as it may be. @param moved in log odds */
function drawn({ yes, no }: Prior, moved: number, random: Random): number {
  const chance = betaDrawn(yes, no, random);
  return chance / (chance + (1 - chance) * Math.exp(-moved));
}
