/**
 * Programs that carry folders from machine to machine rename files they are in doubt about: "name (conflicted copy …).gz",
 * "name.sync-conflict-2026….gz", "name (1).gz". A file that never changes is whole under any name, so each is read as what
 * its name begins with, where no file has that name itself.
 */
import type { Place } from "../../core/log/place.ts";
import { ENDING } from "./encrypted.ts";
import { isInNewerForm } from "./newer-form.ts";

const CORE =
  /^(segment-[0-9a-v]{16}-\d{6,}-\d+-[0-9a-f]{64}|journal-[0-9a-v]{16}-\d+-[0-9a-z]{9}-[0-9a-v]{16}|deck-[^@]+@[^@]+@[0-9a-v]{16}(?:@[0-9a-f]{32})?)[^0-9a-z@].*(gz|enc)$/;

/** The name that a renamed file had; null where it is another file, or was not renamed. */
export function nameBefore(name: string): string | null {
  const [, core, ending] = isInNewerForm(name) ? [] : (CORE.exec(name) ?? []);
  if (core === undefined) return null;
  const before = `${core}.gz${ending === "enc" ? ENDING : ""}`;
  return before === name ? null : before;
}

/** The place with renamed files under the names that they had. */
export function withoutRenaming(place: Place): Place {
  const renamed = new Map<string, string>();
  const list = async (): Promise<string[]> => {
    const names = new Set(await place.list());
    renamed.clear();
    for (const name of names) {
      const before = nameBefore(name);
      if (before !== null && !names.has(before)) renamed.set(before, name);
    }
    return [...[...names].filter((name) => nameBefore(name) === null), ...renamed.keys()];
  };
  return {
    ...place,
    list,
    async read(name) {
      const content = await place.read(name);
      const other = renamed.get(name);
      return content === null && other !== undefined ? place.read(other) : content;
    },
    async remove(name) {
      await place.remove(name);
      const other = renamed.get(name);
      if (other !== undefined) await place.remove(other);
    },
  };
}
