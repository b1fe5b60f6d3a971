/**
 * npm start [-- chromium|firefox] [-- --switch-of-the-browser ...]
 *
 * Builds, finds a browser or installs one, and opens it with the extension loaded and a new tab (the study page) in
 * front. The profile is kept in .profile/<browser>, so progress is there again the next time. While it runs, the
 * extension is reloaded whenever dist changes: `npm run build -- --watch` in a second terminal is the way to work.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { BRANDED_SENTENCE, ensureBrowser, findBrowser } from "./browsers.mjs";
import { root } from "./build/files.mjs";
import { plainly } from "./plainly.mjs";
import { runChromium, runFirefox } from "./start/run.mjs";

await plainly(async () => {
  const args = process.argv.slice(2);
  const named = args.find((arg) => !arg.startsWith("-"));
  if (named !== undefined && named !== "chromium" && named !== "firefox") {
    throw new Error(`npm start knows chromium and firefox, not ${named}`);
  }
  const kind = named ?? (findBrowser("chromium") === null && findBrowser("firefox") !== null ? "firefox" : "chromium");

  execFileSync(process.execPath, [join(root, "build.mjs")], { stdio: "inherit" });
  const browser = ensureBrowser(kind);
  console.log(`opening ${browser.version}`);
  if (browser.branded) console.log(BRANDED_SENTENCE);

  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const headless = process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY;
  if (headless) {
    console.log("There is no display, so the browser runs without a window; `xvfb-run npm start` gives it one.");
  }
  const profile = join(root, ".profile", kind);
  mkdirSync(profile, { recursive: true });

  const run = kind === "chromium" ? runChromium : runFirefox;
  const stop = await run({ program: browser.path, profile, headless, args: args.filter((arg) => arg !== named) });
  console.log(`The study page is open. Progress is kept in .profile/${kind}. Ctrl+C closes the browser.`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
});
