import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitInAnki } from "../../anki/fit-in-anki.ts";
import { pythonWithAnki } from "../../anki/virtual-environment.ts";
import { type Line, lineOf } from "../measure.ts";
import { bindingItems, fitInBinding } from "./fit-in-binding.ts";
import { learners } from "./learners.ts";
import { besideTheBetter, compareLosses, fitToEnd } from "./losses.ts";

const SIZES = ["50000", "1000000"] as const;
const ROUNDS: Readonly<Record<string, number>> = { 50000: 15, 1000000: 3 };

/**
 * Our optimiser beside fsrs-rs's and Anki's: how long they take, and how well they predict.
 * @param sizes of histories that are timed, in reviews; given, nothing is predicted
 */
export async function benchOptimiser(sizes?: readonly string[]): Promise<Line[]> {
  const python = pythonWithAnki();
  if ("missing" in python) throw new Error(`there is nothing to compare with: ${python.missing}`);
  const folder = join(tmpdir(), `osteon-optimiser-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const lines: Line[] = [];
    for (const size of sizes ?? SIZES) {
      lines.push(...(await times(python.path, folder, `fsrs, ${size}`, ROUNDS[size] ?? 3)));
    }
    return sizes ? lines : [...lines, ...(await losses(python.path, folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function times(python: string, folder: string, name: string, rounds: number): Promise<Line[]> {
  const columns = learners(1_000_000)
    .find((learner) => learner.name === name)
    ?.life(0);
  if (!columns) throw new Error(`no learner ${name}`);
  const ours: number[] = [];
  const measureOurs = () => {
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      fitToEnd(columns);
      ours.push(performance.now() - begun);
    }
  };
  // Before and after the others, so that what else the machine does is in both.
  measureOurs();
  const anki = fitInAnki(python, folder, new Map([["timed", columns]]), rounds).get("timed")?.seconds ?? [];
  measureOurs();
  const binding: number[] = [];
  const items = bindingItems(columns);
  for (let round = 0; round < Math.min(rounds, 3); round++) {
    const begun = performance.now();
    await fitInBinding(items);
    binding.push(performance.now() - begun);
  }
  const what = (other: string) => `fitting ${columns.ratings.length} reviews, against ${other}`;
  const id = columns.ratings.length;
  const series = { bar: 0.1, unit: "ms" as const, ours };
  return [
    lineOf({
      ...series,
      id: `optimiser-anki-${id}`,
      what: what("Anki's own call"),
      floor: anki.map((seconds) => 1000 * seconds),
    }),
    lineOf({ ...series, id: `optimiser-binding-${id}`, what: what("fsrs-rs through its binding"), floor: binding }),
  ];
}

async function losses(python: string, folder: string): Promise<Line[]> {
  const all = await compareLosses(python, folder, learners(1_000_000));
  const lines = all.map((one) =>
    lineOf({
      id: `optimiser-loss-${one.learner.replace(/\W+/g, "-")}`,
      what: `log loss on unseen reviews of "${one.learner}", against the better of fsrs-rs and Anki`,
      bar: 1.005,
      unit: "nats",
      ours: [one.ours],
      floor: [Math.min(one.anki, one.binding)],
    }),
  );
  const median = lineOf({
    id: "optimiser-loss-median",
    what: "the median of these ratios",
    bar: 1,
    unit: "nats",
    ours: all.map(besideTheBetter),
    floor: [1],
  });
  return [...lines, median];
}
