import type { Place } from "../../core/log/place.ts";
import { browser } from "../browser.ts";
import { recordLock } from "./lock.ts";

const PREFIX = "second-record/";

/** Since Firefox 143: the names without the contents. */
type WithKeys = typeof browser.storage.local & { readonly getKeys?: () => Promise<string[]> };

/** Firefox's storage.local takes bytes as they are; Chromium's would make JSON of them. */
export function storageFiles(): Place {
  const area: WithKeys = browser.storage.local;
  const keys = async () => (area.getKeys ? area.getKeys() : Object.keys(await area.get(null)));
  return {
    kind: "own",
    name: "second-record",
    list: async () => (await keys()).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)),
    async read(name) {
      const { [PREFIX + name]: content } = await area.get(PREFIX + name);
      if (content === undefined) return null;
      // Another realm's class may have made it, so it is known by its tag and not by its constructor.
      const isBytes = Object.prototype.toString.call(content) === "[object Uint8Array]";
      return isBytes ? new Uint8Array(content as Uint8Array) : new Uint8Array();
    },
    write: (name, content) => area.set({ [PREFIX + name]: content }),
    remove: (name) => area.remove(PREFIX + name),
    lock: recordLock,
  };
}
