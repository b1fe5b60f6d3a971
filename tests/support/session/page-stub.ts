/** Stands in for what a page of the extension has around it, where a study session is tested without a browser. */
import { vi } from "vitest";
import "../gallery/browser-stub.ts";

export interface PageStub {
  /** What the browser keeps for pages in localStorage. */
  readonly kept: Map<string, string>;
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
  const kept = new Map<string, string>();
  const persist = vi.fn<() => Promise<boolean>>(async () => true);
  const globals = {
    document: {
      visibilityState: "visible",
      hasFocus: () => true,
      addEventListener: () => {},
      documentElement: { dataset: {} },
    },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    },
    requestAnimationFrame: (work: () => void) => setTimeout(work),
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
    kept,
    rest: () => {
      for (const work of waiting.splice(0)) work();
    },
    announce: () => {
      for (const channel of channels) channel.dispatchEvent(new MessageEvent("message", { data: "changed" }));
    },
    persist,
  };
}
