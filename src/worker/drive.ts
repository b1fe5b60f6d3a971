/** Between two signs of life to the page, in ms. */
const SIGN_MS = 100;

/** Goes through a piece of work to its end, and tells now and then how far it has come. */
export function drive<Step, Result>(
  work: Generator<Step, Result, void>,
  onStep: (step: Step, steps: number) => void,
): Result {
  let told = performance.now();
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done) return step.value;
    const now = performance.now();
    if (now - told < SIGN_MS) continue;
    told = now;
    onStep(step.value, steps);
  }
}
