import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `in`: a package into an empty collection; `out`: the collection as a package; `next`: its queue made, and the first card. */
export type AnkiJob = "in" | "out" | "next" | "answer";

/**
 * How long real Anki takes with the cards of a package, without its own start.
 * @param python with Anki's package
 * @returns ms of each round
 */
export function timeInAnki<Job extends AnkiJob>(
  python: string,
  cards: Uint8Array,
  rounds: number,
  jobs: readonly Job[],
): Record<Job, number[]> {
  const folder = mkdtempSync(join(tmpdir(), "osteon-anki-"));
  try {
    writeFileSync(join(folder, "package.apkg"), cards);
    const program = new URL("./timed.py", import.meta.url).pathname;
    const run = spawnSync(python, [program, folder, `${rounds}`, ...jobs], {
      encoding: "utf8",
      // Its days begin at four o'clock in UTC, as those of the histories do.
      env: { ...process.env, TZ: "UTC" },
    });
    if (run.status !== 0) throw new Error(`Anki stopped: ${run.stderr}`);
    const timesOf = (job: Job): number[] => JSON.parse(readFileSync(join(folder, `${job}.json`), "utf8"));
    return Object.fromEntries(jobs.map((job) => [job, timesOf(job)])) as Record<Job, number[]>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
