import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made = new Set<string>();

/**
 * A new folder of a test or a measurement: within the folder of a run of browser tests, which goes with the run even where
 * processes were killed (`suite/build-once.ts`), else among the machine's temporary ones, where it goes with its process.
 */
export function temporaryFolder(name: string): string {
  const run = process.env.OSTEON_PROFILES;
  const folder = mkdtempSync(join(run ?? tmpdir(), `osteon-${name}-`));
  if (run === undefined) {
    if (made.size === 0) process.once("exit", removeAll);
    made.add(folder);
  }
  return folder;
}

function removeAll(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}
