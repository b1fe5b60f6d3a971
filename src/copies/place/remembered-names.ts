import type { Place } from "../../core/log/place.ts";

/** A place whose names are asked for once, and kept up by what is written through this. */
export interface NamedPlace extends Place {
  /** The names are asked for again: others may have written, or removed, since. */
  readonly lookAgain: () => void;
}

/** To list a thousand files takes a browser longer than all else that copying does on an ordinary day. */
export function rememberedNames(place: Place | NamedPlace): NamedPlace {
  if ("lookAgain" in place) return place;
  let names: Promise<Set<string>> | null = null;
  const change = async (work: (known: Set<string>) => void): Promise<void> => {
    const known = await names;
    if (known) work(known);
  };
  return {
    ...place,
    lookAgain() {
      names = null;
    },
    async list() {
      names ??= place.list().then((all) => new Set(all));
      return [...(await names)];
    },
    async write(name, content) {
      await place.write(name, content);
      await change((known) => known.add(name));
    },
    async remove(name) {
      await place.remove(name);
      await change((known) => known.delete(name));
    },
  };
}
