import { join } from "node:path";
import process from "node:process";
import webExt from "web-ext";
import { root } from "../build/files.mjs";

/** @typedef {{program: string, profile: string, headless: boolean, args: string[]}} Launch */
/** @typedef {() => void} Stop */

/** @param {Launch} launch @returns {Promise<Stop>} */
export async function runChromium({ program, profile, headless, args }) {
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const runner = await webExt.cmd.run({
    ...shared("chrome"),
    target: ["chromium"],
    chromiumBinary: program,
    chromiumProfile: profile,
    args: [...asRoot, ...(headless ? ["--headless=new"] : []), ...args],
  });
  const { cdp } = runner.extensionRunners[0];
  // Only now is the extension there to take the new tab over; the blank tab that Chromium started with goes.
  const { targetInfos } = await cdp.sendCommand("Target.getTargets", {});
  await cdp.sendCommand("Target.createTarget", { url: "chrome://newtab/" });
  for (const { targetId, type, url } of targetInfos) {
    if (type === "page" && url === "about:blank") await cdp.sendCommand("Target.closeTarget", { targetId });
  }
  runner.registerCleanup(() => process.exit(0));
  return () => void cdp.sendCommand("Browser.close", {});
}

/** @param {Launch} launch @returns {Promise<Stop>} */
export async function runFirefox({ program, profile, headless, args }) {
  const runner = await webExt.cmd.run({
    ...shared("firefox"),
    target: ["firefox-desktop"],
    firefox: program,
    firefoxProfile: profile,
    // web-ext installs for one run at a time; what was stored, and the origin it was stored under, outlive that.
    pref: {
      "extensions.webextensions.keepStorageOnUninstall": true,
      "extensions.webextensions.keepUuidOnUninstall": true,
    },
    args: [...(headless ? ["--headless"] : []), ...args],
  });
  const { client } = runner.extensionRunners[0].remoteFirefox;
  /** @param {string} text run in Firefox's own scope */
  const evaluate = async (text) => {
    const { processDescriptor } = await client.request({ to: "root", type: "getProcess", id: 0 });
    const { process: target } = await client.request({ to: processDescriptor.actor, type: "getTarget" });
    await client.request({ to: target.consoleActor, type: "evaluateJSAsync", text });
  };
  await evaluate(`{
    const window = Services.wm.getMostRecentWindow("navigator:browser");
    const before = [...window.gBrowser.tabs];
    window.BrowserCommands.openTab();
    for (const tab of before) if (tab.linkedBrowser.currentURI.spec === "about:blank") window.gBrowser.removeTab(tab);
  }`);
  runner.registerCleanup(() => process.exit(0));
  return () => void evaluate("Services.startup.quit(Services.startup.eAttemptQuit)");
}

/** @param {"chrome" | "firefox"} target */
const shared = (target) => ({ sourceDir: join(root, "dist", target), keepProfileChanges: true, noInput: true });
