/**
 * `npm run cards:readings [folder]`: prints an entry for every text that nobody has read as it stands, to be filled in
 * and put into readings.yaml, and names the entries whose text is gone.
 */
import { stringify } from "yaml";
import { checkFolder } from "../index.ts";
import { hashOf, standingOf } from "../rules/readings.ts";
import { deckFolders, run } from "./folders.ts";

const EMPTY = { verdict: "", checked: "" };

await run(async () => {
  for (const folder of deckFolders(process.argv.slice(2))) {
    const { source, texts } = await checkFolder(folder);
    const { unread, stale, read } = standingOf(texts, source.readings ?? []);
    console.log(`# ${source.deck.title}: ${read.length} of ${texts.length} texts were read as they stand`);
    for (const { at, hash } of stale) console.log(`# gone: ${at} (${hash})`);
    for (const text of unread) {
      console.log(`# ${text.text}`);
      console.log(
        stringify([{ at: text.at, hash: hashOf(text), on: "", specialist: EMPTY, teacher: EMPTY }], {
          aliasDuplicateObjects: false,
        }).trim(),
      );
    }
  }
});
