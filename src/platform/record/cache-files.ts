import type { Place } from "../../core/log/place.ts";
import { recordLock } from "./lock.ts";

/** Entries of a cache are named by addresses; nothing is ever asked of this one, which no network can reach. */
const ADDRESS = "https://second-record.invalid/";
const CACHE = "second-record";

export async function cacheFiles(): Promise<Place> {
  const cache = await caches.open(CACHE);
  return {
    kind: "own",
    name: "second-record",
    list: async () => (await cache.keys()).map(({ url }) => url.slice(ADDRESS.length)),
    async read(name) {
      const entry = await cache.match(ADDRESS + name);
      if (!entry) return null;
      try {
        return new Uint8Array(await entry.arrayBuffer());
      } catch (error) {
        console.error(`${name} of the second record is torn:`, error);
        return new Uint8Array();
      }
    },
    write: (name, content) => cache.put(ADDRESS + name, new Response(content)),
    async remove(name) {
      await cache.delete(ADDRESS + name);
    },
    lock: recordLock,
  };
}
