import { learners } from "../bench/optimiser/learners.ts";
import { compareLosses } from "../bench/optimiser/losses.ts";

/** How much worse than the better of fsrs-rs and Anki our weights may predict. */
const TOLERANCE = 1.005;
/** In the median ours are no worse. */
const MEDIAN = 1;
/** Shorter lives say little, longer ones take long; `npm run bench -- --only optimiser` has them all. */
const SIZES = [5000, 10_000];

/** Holds our optimiser against Anki's and fsrs-rs's on reviews that none has seen. @returns what is worse */
export async function compareFits(python: string, folder: string): Promise<string[]> {
  const startedAt = performance.now();
  const some = learners(Math.max(...SIZES)).filter(({ reviews }) => SIZES.includes(reviews));
  const all = await compareLosses(python, folder, some);
  const worse: string[] = [];
  const ratios = all.map(({ ours, binding, anki }) => ours / Math.min(binding, anki)).toSorted((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? 0;
  for (const { learner, ours, binding, anki, defaults } of all) {
    const line = `"${learner}": log loss ${[ours, binding, anki, defaults].map((loss) => loss.toFixed(4)).join(", ")}`;
    const good = ours <= TOLERANCE * Math.min(binding, anki);
    if (!good) worse.push(line);
    console.log(`${good ? "ok  " : "FAIL"} ${line}`);
  }
  console.log(`${median <= MEDIAN ? "ok  " : "FAIL"} in the median ${median.toFixed(4)} times the better of the two`);
  if (median > MEDIAN) worse.push(`in the median ${median.toFixed(4)} times the better of fsrs-rs and Anki`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`weights fitted by us, by fsrs-rs, by Anki, and the defaults, on unseen reviews (${seconds} s)`);
  return worse;
}
