import { launch, poll, until } from "../support/extension/driver.ts";
import { addLabPage, copyOfExtension } from "./extension.ts";
import type { Samples } from "./measure.ts";

declare const installing: (rounds: number) => Promise<Samples>;

/** The bundled decks installed into an empty database, against one bare transaction that puts the same rows. Chromium. */
export async function installTimes(rounds: number): Promise<Samples> {
  const extension = copyOfExtension("chromium");
  await addLabPage(extension, "install");
  // A browser of its own: its database is deleted again and again.
  const driver = await launch("chromium", { extension });
  try {
    const page = await driver.open("install");
    await until(page, () => typeof installing === "function");
    // Not awaited in the page: on a busy machine it takes longer than a driver waits for one answer.
    await page.evaluate((wanted) => {
      const scope = globalThis as { installed?: Samples };
      void installing(wanted).then((samples) => {
        scope.installed = samples;
      });
    }, rounds);
    const installed = () => page.evaluate(() => (globalThis as { installed?: Samples }).installed ?? null);
    return { ...(await poll(installed, "the installations", 600_000)), byTurns: true };
  } finally {
    await driver.close();
  }
}
