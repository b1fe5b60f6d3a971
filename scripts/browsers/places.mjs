import { join } from "node:path";

/** @typedef {import("../browsers.mjs").Host} Host */
/** @typedef {{folder: string, prefix: string, programs: string[]}} Download where a tool keeps its downloads: folder, then a name that starts with prefix, then the program */
/**
 * @typedef {object} Places
 * @property {string} title
 * @property {number} minimum the oldest version that the manifest admits
 * @property {string[]} env
 * @property {string[]} commands
 * @property {string} apt
 * @property {(host: Host) => string[]} files
 * @property {(host: Host) => Download[]} downloads
 */

/** @type {Record<"chromium" | "firefox", Places>} */
export const BROWSERS = {
  chromium: {
    title: "Chromium",
    minimum: 120,
    env: ["CHROME_PATH", "CHROMIUM_PATH", "PUPPETEER_EXECUTABLE_PATH"],
    commands: [
      ...["chromium", "chromium-browser", "google-chrome-for-testing", "brave-browser", "brave"],
      ...["microsoft-edge-stable", "microsoft-edge", "msedge", "vivaldi", "google-chrome-stable", "google-chrome"],
    ],
    apt: "chromium",
    files: (host) => [
      ...apps(host, [
        "Chromium",
        "Google Chrome for Testing",
        "Brave Browser",
        "Microsoft Edge",
        "Vivaldi",
        "Google Chrome",
      ]),
      ...programs(host, [
        "Chromium/Application/chrome.exe",
        "BraveSoftware/Brave-Browser/Application/brave.exe",
        "Microsoft/Edge/Application/msedge.exe",
        "Google/Chrome/Application/chrome.exe",
      ]),
      ...(host.platform === "linux" ? ["/snap/bin/chromium", "/opt/google/chrome/chrome"] : []),
    ],
    downloads: (host) => [
      {
        folder: playwrightCache(host),
        prefix: "chromium-",
        programs: {
          darwin: [
            ...["chrome-mac-arm64", "chrome-mac-x64", "chrome-mac"].flatMap((folder) => [
              `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
              `${folder}/Chromium.app/Contents/MacOS/Chromium`,
            ]),
          ],
          win32: ["chrome-win64/chrome.exe", "chrome-win/chrome.exe"],
          linux: ["chrome-linux64/chrome", "chrome-linux-arm64/chrome", "chrome-linux/chrome"],
        }[desktop(host)],
      },
    ],
  },
  firefox: {
    title: "Firefox",
    minimum: 142,
    env: ["FIREFOX_PATH", "FIREFOX_BIN"],
    commands: ["firefox", "firefox-esr", "firefox-developer-edition", "firefox-nightly"],
    apt: "firefox-esr",
    files: (host) => [
      ...apps(host, ["Firefox", "Firefox Developer Edition", "Firefox Nightly"], "firefox"),
      ...programs(host, [
        "Mozilla Firefox/firefox.exe",
        "Firefox Developer Edition/firefox.exe",
        "Firefox Nightly/firefox.exe",
      ]),
      ...(host.platform === "linux" ? ["/snap/bin/firefox", "/usr/lib/firefox/firefox", "/opt/firefox/firefox"] : []),
    ],
    downloads: (host) => [
      {
        folder: join(puppeteerCache(host), "firefox"),
        prefix: "",
        programs: {
          darwin: ["Firefox.app/Contents/MacOS/firefox"],
          win32: ["core/firefox.exe"],
          linux: ["firefox/firefox"],
        }[desktop(host)],
      },
    ],
  },
};

/** Where `@puppeteer/browsers` is told to put what it downloads. @param {Host} host */
export const puppeteerCache = (host) => host.env.PUPPETEER_CACHE_DIR ?? join(host.home, ".cache", "puppeteer");

/** @param {Host} host */
function playwrightCache(host) {
  if (host.env.PLAYWRIGHT_BROWSERS_PATH) return host.env.PLAYWRIGHT_BROWSERS_PATH;
  const parts = { darwin: ["Library", "Caches"], win32: ["AppData", "Local"], linux: [".cache"] }[desktop(host)];
  return join(host.home, ...parts, "ms-playwright");
}

/** @param {Host} host @returns {"darwin" | "win32" | "linux"} */
function desktop({ platform }) {
  return platform === "darwin" || platform === "win32" ? platform : "linux";
}

/** @param {Host} host @param {string[]} names @param {string} [program] */
function apps({ platform, home }, names, program) {
  if (platform !== "darwin") return [];
  return names.flatMap((name) =>
    ["/Applications", join(home, "Applications")].map((folder) =>
      join(folder, `${name}.app/Contents/MacOS`, program ?? name),
    ),
  );
}

/** @param {Host} host @param {string[]} paths */
function programs({ platform, env }, paths) {
  if (platform !== "win32") return [];
  const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env["PROGRAMFILES(X86)"]].flatMap((folder) => folder ?? []);
  return paths.flatMap((path) => folders.map((folder) => join(folder, path)));
}
