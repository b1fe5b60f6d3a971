import * as v from "valibot";
import type { Place } from "../../core/log/place.ts";

const NAME = "health.json";

const optional = <T>(schema: v.GenericSchema<T>) => v.fallback(v.optional(schema), undefined);
/** There is more to be copied than a backup holds. */
const beyond = v.object({
  /** The titles of the own decks that are too long, which a copy leaves out; none where it is something else, and no copy is made. */
  decks: v.array(v.string()),
});
export type Beyond = v.InferOutput<typeof beyond>;

const noted = v.object({
  /** When the log was last compared with the cards, in ms, how many faults were found, and how many stayed. */
  selfTest: optional(v.object({ atMs: v.number(), found: v.number(), left: v.number() })),
  /** When the second record was last complete, in ms. */
  copiedAtMs: optional(v.number()),
  /** When a file was last saved, in ms. */
  fileAtMs: optional(v.number()),
  /** The study day on which the background last saved a copy in the downloads, or the user refused it. */
  copyDay: optional(v.number()),
  /** The last copy had more bytes than the browser takes from the background. */
  copyTooLarge: optional(v.boolean()),
  /** Null once there was one with all there is. */
  copyBeyond: optional(v.nullable(beyond)),
  /** The study day on which a copy was too large, and the decks that are too long were looked for. */
  tooLongDay: optional(v.number()),
});

/** What the user or the background did for the data's health, and when. Kept in a place, so that it outlives the database. */
export type Noted = v.InferOutput<typeof noted>;

/** What was noted; nothing where the notes are missing or cannot be read. */
export async function readNoted(place: Place): Promise<Noted> {
  const content = await place.read(NAME);
  if (!content || content.length === 0) return {};
  try {
    return v.parse(noted, JSON.parse(new TextDecoder().decode(content)));
  } catch (error) {
    console.error("the notes on the data's health cannot be read:", error);
    return {};
  }
}

/** Notes these; what else was noted stays. */
export async function note(place: Place, news: Noted): Promise<void> {
  await place.lock("exclusive", async () => {
    const all = { ...(await readNoted(place)), ...news };
    await place.write(NAME, new TextEncoder().encode(JSON.stringify(all)));
  });
}
