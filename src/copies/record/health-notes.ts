import * as v from "valibot";
import type { RecordFiles } from "../place.ts";

const NAME = "health.json";

const noted = v.object({
  /** When the log was last compared with the cards, in ms, and how many differences were found. */
  selfTest: v.optional(v.object({ atMs: v.number(), differences: v.number() })),
  /** When a file was last saved, in ms. */
  fileAtMs: v.optional(v.number()),
  /** The study day on which the background last saved a copy in the downloads, or the user refused it. */
  copyDay: v.optional(v.number()),
});

/** What the user or the background did for the data's health, and when. Kept beside the second record, so that it outlives the database. */
export type Noted = v.InferOutput<typeof noted>;

export async function readNoted(files: RecordFiles): Promise<Noted> {
  const content = await files.read(NAME);
  if (!content || content.length === 0) return {};
  try {
    return v.parse(noted, JSON.parse(new TextDecoder().decode(content)));
  } catch (error) {
    console.error("the notes on the data's health cannot be read:", error);
    return {};
  }
}

export async function note(files: RecordFiles, news: Noted): Promise<void> {
  await files.lock("exclusive", async () => {
    const all = { ...(await readNoted(files)), ...news };
    await files.write(NAME, new TextEncoder().encode(JSON.stringify(all)));
  });
}
