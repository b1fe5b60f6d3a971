/** Osteon asks the network for nothing: every request of the browser goes to a proxy that writes it down. */
import { afterEach, expect, test } from "vitest";
import { useBrowsers } from "../support/extension/browsers.ts";
import { type Driver, KINDS, poll, until } from "../support/extension/driver.ts";
import { answer, reachCard } from "../support/extension/study.ts";
import { type RecordingProxy, recordingProxy } from "./recording-proxy.ts";

const launch = useBrowsers();

/** What the browsers ask for by themselves: updates, lists, whether there is a network. */
const BROWSERS_OWN =
  /(^|[./])(google|googleapis|gvt1|gstatic|googleusercontent|mozilla|firefox|mozgcp|mozaws|detectportal\.firefox)\.(com|net|org)(:\d+)?(\/|$)/;

const VARIABLES = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "no_proxy", "NO_PROXY"] as const;
const environment = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
afterEach(() => {
  for (const name of VARIABLES) {
    const value = environment[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** Firefox asks the environment for its proxy, Chromium the command line. */
function throughProxy({ port }: RecordingProxy): string[] {
  const address = `http://127.0.0.1:${port}`;
  for (const name of VARIABLES) process.env[name] = name.toLowerCase() === "no_proxy" ? "" : address;
  return [`--proxy-server=${address}`, "--proxy-bypass-list=<-loopback>"];
}

/** Everything that a user can do, each thing once. */
async function useEverything(driver: Driver): Promise<void> {
  const page = await driver.open("popup");
  for (const rating of [3, 1, 2] as const) await answer(page, rating);
  await page.keyboard.press("u");
  await reachCard(page);
  await reachCard(await driver.newTab());
  const options = await driver.open("options");
  await until(options, () => document.querySelector(".health-list") !== null);
  await options.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  // All but the buttons of pause and exam, which want a day first, and those of other machines that want a folder or words.
  const actions: string[] = await options.evaluate(() =>
    [...document.querySelectorAll("button[data-action]:not(.pause *, .exam *, .machines > p *)")].map(
      (button) => button.getAttribute("data-action") ?? "",
    ),
  );
  for (const action of actions) {
    // A button may make way for another one when it was pressed, or when one before it was.
    const ready = (name: string): boolean => {
      const button = document.querySelector(`button[data-action="${name}"]`);
      return button === null || button.getAttribute("aria-disabled") !== "true";
    };
    await until(options, ready, action);
    await options.evaluate(
      (name) => document.querySelector<HTMLElement>(`button[data-action="${name}"]`)?.click(),
      action,
    );
    await until(options, ready, action);
  }
  await until(options, () => document.querySelector("[data-health-result]") !== null);
  await driver.open("left-out");
  await driver.background.stop();
  await driver.background.wake();
  await reachCard(await driver.open("popup"));
}

test.each(KINDS)("no request leaves %s while everything is used", async (kind) => {
  const proxy = await recordingProxy();
  try {
    const args = throughProxy(proxy);
    const driver = await launch(kind, kind === "chromium" ? { args } : {});
    await useEverything(driver);
    const foreign = proxy.seen.filter((address) => !BROWSERS_OWN.test(address));
    console.log(`${kind}: ${proxy.seen.length} requests of the browser's own, ${foreign.length} others`);
    expect(foreign).toEqual([]);

    // The proxy sees what a page asks for: else this test would prove nothing.
    const page = await driver.browser.newPage();
    page.goto("http://control.example/", { waitUntil: [] }).catch(() => undefined);
    await poll(() => proxy.seen.some((address) => address.includes("control.example")), "the control to be seen");
  } finally {
    await proxy.close();
  }
});
