/** Stands in for what a page of the extension has around it, where a study session is tested without a browser. */
import { vi } from "vitest";
import "./gallery/browser-stub.ts";

export interface PageStub {
  /** Lets the page come to rest: what waited for that begins. */
  readonly rest: () => void;
  /** Another page says that it has written something. */
  readonly announce: () => void;
  /** How often the browser was asked to keep what is stored, which is asked after the second record was compared. */
  readonly persist: ReturnType<typeof vi.fn<() => Promise<boolean>>>;
}

/** Undone by `vi.unstubAllGlobals()`. */
export function stubPage(): PageStub {
  const waiting: (() => void)[] = [];
  const channels: EventTarget[] = [];
  const persist = vi.fn<() => Promise<boolean>>(async () => true);
  const globals = {
    document: { visibilityState: "visible", documentElement: { dataset: {} } },
    localStorage: { getItem: () => null, setItem: () => {} },
    navigator: { storage: { persist, estimate: async () => ({ quota: 1e9, usage: 0 }) } },
    addEventListener: () => {},
    requestIdleCallback: (work: () => void) => waiting.push(work),
    BroadcastChannel: class extends EventTarget {
      constructor() {
        super();
        channels.push(this);
      }
      postMessage(): void {}
    },
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  return {
    rest: () => {
      for (const work of waiting.splice(0)) work();
    },
    announce: () => {
      for (const channel of channels) channel.dispatchEvent(new MessageEvent("message", { data: "changed" }));
    },
    persist,
  };
}
