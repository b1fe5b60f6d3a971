/** A backup of all but the decks that are too long for one: which those are, and that they count for nothing once left out. */
import { expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { backupFile, backupOfRest, isTooLong } from "../../../../src/exchange/backup/backup-file.ts";
import { canonicalJson } from "../../../../src/exchange/canonical.ts";
import { decodeBackup } from "../../../support/files/backup-text.ts";
import { EMPTY_LOG } from "../../../support/files/empty-log.ts";
import { deck } from "../../../support/samples/cards.ts";

const LONGEST = 1000;
vi.mock("../../../../src/exchange/backup/backup-format.ts", async (original) => {
  const real = await original<typeof import("../../../../src/exchange/backup/backup-format.ts")>();
  return { ...real, BACKUP_LIMITS: { ...real.BACKUP_LIMITS, ownDecks: 2, deckCharacters: 1000 } };
});

const STAMP = { exportedAtMs: 0, appVersion: "1.0.0" };
const named = (id: string, title: string) => deck([], "1", { id: id as DeckId, title });
/** A deck of so many characters. */
const ofLength = (id: string, length: number) => named(id, "x".repeat(length - canonicalJson(named(id, "")).length));
const withDecks = (...ownDecks: ReturnType<typeof deck>[]) => ({ ...EMPTY_LOG, ownDecks });

test.each(["first", "second"])(
  "as long as a deck is read it is written and not left out, and no longer: the %s one",
  async (at) => {
    const among = (own: ReturnType<typeof deck>) => (at === "first" ? withDecks(own) : withDecks(named("a", "A"), own));
    const longest = ofLength("b", LONGEST);
    const file = await backupFile(among(longest), STAMP);
    if ("problem" in file) throw new Error(file.problem.key);
    expect(await decodeBackup(await file.content.text())).toMatchObject({ log: among(longest) });
    expect(isTooLong(longest)).toBe(false);
    const longer = ofLength("b", LONGEST + 1);
    expect(await backupFile(among(longer), STAMP)).toMatchObject({ problem: { key: "backup_beyondDeck" } });
    expect(isTooLong(longer)).toBe(true);
  },
);

test("a deck that is left out counts for nothing, also where the decks are as many as a backup holds without it", async () => {
  const [a, b, long] = [named("a", "A"), named("b", "B"), ofLength("long", LONGEST + 1)];
  const made = await backupOfRest(withDecks(a, long, b), STAMP);
  if ("problem" in made) throw new Error(made.problem.key);
  expect(made.leftOut).toEqual([long]);
  expect(await decodeBackup(await made.content.text())).toMatchObject({ log: withDecks(a, b) });
});
