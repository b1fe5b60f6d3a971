/** npm run screenshots: draws the README's pictures from the built extension, in a real Chromium, at a fixed time. */
import { join } from "node:path";
import { captureTo, launch } from "../tests/support/driver.ts";
import { answer, reveal } from "../tests/support/study.ts";

const MORNING = Date.parse("2026-11-23T08:00:00Z");
const FOLDER = join(import.meta.dirname, "../docs");

const driver = await launch("chromium", { timeZone: "UTC" });
try {
  await driver.clock.set(MORNING);
  for (const colorScheme of ["light", "dark"] as const) {
    const tab = await driver.newTab();
    await driver.look(tab, { colorScheme, viewport: { width: 1280, height: 800, scale: 1.5 } });
    // A few answers in, so that the line of progress has something to show.
    for (let i = 0; i < 2; i++) await answer(tab, 4);
    await reveal(tab);
    await captureTo(tab, `${join(FOLDER, `new-tab-${colorScheme}`)}.png`);
    await tab.close();
  }
} finally {
  await driver.close();
}
