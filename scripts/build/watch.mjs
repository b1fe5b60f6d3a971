import { watch as watchFolder } from "node:fs";
import { join } from "node:path";
import { root } from "./files.mjs";

/** An editor saves in several steps; one build is enough for all of them. */
const QUIET_MS = 60;

/**
 * Builds now and again after every change to sources, facts, messages, pages or the manifest. A build that fails says
 * why and waits for the next change. Never returns.
 * @param {() => Promise<unknown>} build
 */
export async function watch(build) {
  let wanted = true;
  /** @type {() => void} */
  let wake = () => {};
  for (const path of ["src", "cards", "manifest.json", "package.json"]) {
    watchFolder(join(root, path), { recursive: true }, () => {
      wanted = true;
      wake();
    });
  }
  for (;;) {
    while (wanted) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      wanted = false;
      const startedAt = performance.now();
      try {
        await build();
        console.log(`built in ${Math.round(performance.now() - startedAt)} ms; waiting for changes`);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
    await new Promise((resolve) => {
      wake = () => resolve(undefined);
      if (wanted) wake();
    });
  }
}
