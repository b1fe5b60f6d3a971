/** Which things of a deck a text names. */
import type { Entity, GlossaryTerm } from "../files/entity-files.ts";
import { namesOf } from "./english.ts";
import { mentions } from "./rich-text.ts";

/** A deck's list of things, always the same one while none of them changes. */
interface Things<T> {
  values(): Iterable<T>;
}

/** The things whose names stand in a text, in the order of their list. */
export const entitiesIn = finder<Entity>(namesOf);
export const termsIn = finder<GlossaryTerm>(({ name, forms }) => [name, ...forms]);

/** What was found stays known: cards share texts, and most of these stay as they are while a deck is made again and again. */
function finder<T>(namesOf: (thing: T) => readonly string[]): (text: string, things: Things<T>) => readonly T[] {
  const known = new WeakMap<Things<T>, Map<string, readonly T[]>>();
  return (text, things) => {
    const byText = known.get(things) ?? new Map<string, readonly T[]>();
    known.set(things, byText);
    const found =
      byText.get(text) ?? [...things.values()].filter((thing) => namesOf(thing).some((name) => mentions(text, name)));
    byText.set(text, found);
    return found;
  };
}
