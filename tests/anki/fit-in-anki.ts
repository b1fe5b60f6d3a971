import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReviewColumns } from "../../src/core/memory/optimise/columns.ts";

export interface AnkiFit {
  /** 21 weights; none where Anki found too little to learn from. */
  readonly weights: readonly number[];
  /** Reviews that Anki learnt from. */
  readonly items: number;
  /** Of Anki's own call, without our writing of its collection, each time that it was made. */
  readonly seconds: readonly number[];
}

/** What Anki's own optimiser makes of histories. @param python with Anki's package @param folder for its files */
export function fitInAnki(
  python: string,
  folder: string,
  histories: ReadonlyMap<string, ReviewColumns>,
  rounds = 1,
): Map<string, AnkiFit> {
  for (const [name, columns] of histories) writeFileSync(join(folder, `${name}.log`), logOf(columns));
  const program = new URL("./fit.py", import.meta.url).pathname;
  const run = spawnSync(python, [program, folder, `${rounds}`, ...histories.keys()], {
    encoding: "utf8",
    // Its days begin at four o'clock in UTC, as those of the histories do.
    env: { ...process.env, TZ: "UTC" },
  });
  if (run.status !== 0) throw new Error(`Anki stopped: ${run.stderr}`);
  const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.fit.json`), "utf8")) as AnkiFit;
  return new Map([...histories.keys()].map((name) => [name, read(name)]));
}

const [LEARNING, REVIEW, RELEARNING] = [0, 1, 2];

/** "card unix-ms grade kind", in the order of time. */
export function logOf({ starts, atMs, ratings, elapsedDays }: ReviewColumns): string {
  const lines: [atMs: number, line: string][] = [];
  for (let card = 0; card + 1 < starts.length; card++) {
    let kind = LEARNING;
    for (let i = starts[card] ?? 0; i < (starts[card + 1] ?? 0); i++) {
      if ((elapsedDays[i] ?? 0) > 0) kind = REVIEW;
      else if (kind !== LEARNING) kind = RELEARNING;
      const at = Math.round(atMs[i] ?? 0);
      lines.push([at, `${card + 1} ${at} ${ratings[i]} ${kind}`]);
    }
  }
  return lines
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line)
    .join("\n");
}
