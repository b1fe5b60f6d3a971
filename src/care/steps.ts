/** Pieces of work in their order, each by the name under which the developer's console hears of its failure. */
type Steps = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Takes one step after the other. One that fails is reported and keeps none of those after it from being taken: what
 * keeps a copy from being made is perhaps what the check after it would mend.
 * @param onStep told after each, also after one that failed, whether it resolved to true
 * @returns whether any of them resolved to true
 */
export async function takeSteps(steps: Steps, onStep: (changed: boolean) => void = () => {}): Promise<boolean> {
  let any = false;
  for (const [what, step] of Object.entries(steps)) {
    let changed = false;
    try {
      changed = (await step()) === true;
    } catch (error) {
      console.error(`${what} failed:`, error);
    }
    any ||= changed;
    onStep(changed);
  }
  return any;
}
