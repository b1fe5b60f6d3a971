import type { ChromeScope } from "./firefox-scope.ts";
import { type Inject, sourceOf } from "./inject.ts";

const KEY = "osteon-preload";

/**
 * WebDriver BiDi runs no preload scripts in pages of extensions (bugzilla 1755014), so a frame script of our own does:
 * it runs the list of sources kept in the data that all processes share, in each document before its own scripts.
 */
export async function preloader(scope: ChromeScope): Promise<Inject> {
  await scope.run(
    async (url) => Services.mm.loadFrameScript(url, true),
    `data:text/javascript,${encodeURIComponent(FRAME_SCRIPT)}`,
  );
  return injector(scope);
}

/** For a browser that has the frame script, with a list of its own in place of the one that was there. */
export async function injector(scope: ChromeScope): Promise<Inject & { readonly forget: () => Promise<void> }> {
  let sources: string[] = [];
  const share = () =>
    scope.run(
      async (key, list) => {
        Services.ppmm.sharedData.set(key, list);
        Services.ppmm.sharedData.flush();
      },
      KEY,
      JSON.stringify(sources),
    );
  await share();
  const inject: Inject = async (task, ...args) => {
    sources.push(sourceOf(task, args));
    await share();
  };
  const forget = async (): Promise<void> => {
    if (sources.length === 0) return;
    sources = [];
    await share();
  };
  return Object.assign(inject, { forget });
}

/** A debugger runs code in the page's own global whatever its content security policy says. */
const FRAME_SCRIPT = `
"use strict";
const { addDebuggerToGlobal } = ChromeUtils.importESModule("resource://gre/modules/jsdebugger.sys.mjs");
const room = Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal(), { freshCompartment: true });
addDebuggerToGlobal(room);
addEventListener("DOMWindowCreated", ({ target }) => {
  const window = target.defaultView;
  if (window.location.protocol !== "moz-extension:") return;
  const sources = JSON.parse(Services.cpmm.sharedData.get("${KEY}") ?? "[]");
  const page = new room.Debugger().makeGlobalObjectReference(window);
  for (const source of sources) page.executeInGlobal(source);
}, true);
`;
