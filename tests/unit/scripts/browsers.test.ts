import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findBrowser } from "../../../scripts/browsers.mjs";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "osteon-browsers-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A program that says this version and complains on stderr, as Debian's launcher of Chromium does. */
function program(path: string, version: string): string {
  const full = join(home, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, `#!/bin/sh\necho '9: [: noise' >&2\necho '${version}'\n`);
  chmodSync(full, 0o755);
  return full;
}

const host = (env: NodeJS.ProcessEnv = {}) => ({
  env: { PATH: join(home, "bin"), ...env },
  platform: "linux" as const,
  home,
});

// Fixed places such as /snap/bin hold browsers on some machines; these tests look at what comes before them.
describe.skipIf(process.platform === "win32")("finding a browser", () => {
  test("takes what the environment names before all else", () => {
    program("bin/chromium", "Chromium 150.0.1");
    const mine = program("mine", "Chromium 140.0.1");
    expect(findBrowser("chromium", host({ CHROME_PATH: mine }))).toMatchObject({
      path: mine,
      version: "Chromium 140.0.1",
    });
  });

  test("says so when what the environment names is no browser", () => {
    expect(() => findBrowser("firefox", host({ FIREFOX_PATH: join(home, "nothing") }))).toThrow(
      /FIREFOX_PATH is .*nothing/,
    );
  });

  test("prefers a build that loads extensions to Google's own", () => {
    program("bin/google-chrome", "Google Chrome 150.0.1");
    const brave = program("bin/brave-browser", "Brave Browser 150.0.1");
    expect(findBrowser("chromium", host())).toMatchObject({ path: brave, branded: false });
  });

  test("takes Google's own when there is no other, and says which it is", () => {
    const chrome = program("bin/google-chrome", "Google Chrome 150.0.1");
    expect(findBrowser("chromium", host())).toMatchObject({ path: chrome, branded: true });
  });

  test("passes over what is too old and what only says where to get a browser", () => {
    program("bin/firefox", "Mozilla Firefox 128.3.0esr");
    const esr = program("bin/firefox-esr", "Mozilla Firefox 153.7.0esr");
    expect(findBrowser("firefox", host())).toMatchObject({ path: esr });
    writeFileSync(join(home, "bin/firefox-esr"), "#!/bin/sh\nexit 1\n");
    const nightly = program("bin/firefox-nightly", "Mozilla Firefox 155.0a1");
    expect(findBrowser("firefox", host())).toMatchObject({ path: nightly });
  });

  test("finds the newest of Playwright's downloads", () => {
    program("cache/chromium-999/chrome-linux/chrome", "Chromium 130.0.1");
    const newest = program("cache/chromium-1201/chrome-linux64/chrome", "Chromium 151.0.1");
    program("cache/chromium_headless_shell-1300/chrome-linux64/chrome", "Chromium 152.0.1");
    const found = findBrowser("chromium", host({ PLAYWRIGHT_BROWSERS_PATH: join(home, "cache") }));
    expect(found).toMatchObject({ path: newest });
  });
});
