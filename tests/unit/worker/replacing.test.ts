/** What a preview says of a replacement is what the replacement does. */
import { expect, test } from "vitest";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
let db: Database;
const backup = (): Promise<Blob> => exportFile(db, { format: "json", appVersion: "1.0.0" }, quietly);

useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

test("going back and forth between two backups, each time as it was announced", async () => {
  const grades = async (name: string, nowMs: number) => grade(db, await get(db, forward(name)), 3, nowMs);
  await grades("a", NOW);
  const one = await backup();
  await grades("b", NOW + 1000);
  await grades("c", NOW + 2000);
  const three = await backup();
  const replace = async (file: Blob) => {
    const chosen = await inspectFile(db, file, quietly);
    const { takenBack } = await restore(db, chosen, { mode: "replace", withSettings: false }, quietly);
    expect(chosen.preview.replace?.stopCounting).toBe(takenBack);
    const reviews = (await db.getAll("states")).reduce((sum, { state }) => sum + state.reviews, 0);
    return { takenBack, reviews };
  };
  for (let round = 0; round < 3; round++) {
    expect(await replace(one)).toEqual({ takenBack: 2, reviews: 1 });
    expect(await replace(one)).toEqual({ takenBack: 0, reviews: 1 });
    expect(await replace(three)).toEqual({ takenBack: 0, reviews: 3 });
  }
});
