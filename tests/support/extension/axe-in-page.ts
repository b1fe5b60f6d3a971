/**
 * Runs in a page in which axe-core is: what it finds wrong with it as it stands, as "rule at element".
 * @param only all rules that axe-core has by itself, or these alone
 */
export async function violations(only?: readonly string[]): Promise<string[]> {
  // Halfway through the turn of a card its colors are no colors that anybody reads.
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
  const options = {
    // Of what passes nothing is told.
    resultTypes: ["violations" as const],
    // Style sheets are asked for once more for one rule alone, css-orientation-lock, which axe-core leaves out by itself.
    preload: { assets: ["media"] },
    ...(only && { runOnly: [...only] }),
  };
  const found = await axe.run(document, options);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}`));
}
