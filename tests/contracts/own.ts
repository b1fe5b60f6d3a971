/** What a learner makes of single cards: the wording of one's own, and the star. */
import type { CardContent } from "../../src/core/deck/deck.ts";
import { plainText } from "../../src/core/deck/plain-text.ts";
import type { Wording } from "../../src/core/deck/wording.ts";
import { makeEdit } from "../../src/core/log/make-event.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { contentsInPieces, ownOfAll, readCards } from "../../src/store/decks/all-cards.ts";
import { readCardText } from "../../src/store/decks/card-text.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { setMark, setWording } from "../../src/store/settings/set-own.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
import {
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content } from "../support/samples/cards.ts";
import { type Case, install } from "./case.ts";

const asking = (question: string): Wording => ({ question, answer: null, note: null });
const worded = (text: string): Partial<CardContent> => ({ front: [{ kind: "text", text }] });

async function questionOf(db: Database, name = "a"): Promise<string> {
  const text = await readCardText(db, await get(db, forward(name)));
  const [found] = await readCards(db, [forward(name)]);
  const question = plainText(text?.content.front ?? []);
  equal(plainText(found?.content.front ?? []), question, "the card beside a list of cards");
  return question;
}

export const OWN_CASES: readonly Case[] = [
  {
    name: "a wording of one's own stands in place of the deck's, whatever that becomes, until it is given up",
    run: async (db) => {
      await install(db, [content("a", 0)]);
      await setWording(db, await get(db, forward("a")), asking("Own?"), () => maker(NOW));
      equal(
        await setWording(db, await get(db, forward("a")), asking("Own?"), () => maker(NOW + 1)),
        null,
        "the same once more",
      );
      equal(await questionOf(db), "Own?", "after the edit");
      await install(db, [content("a", 0, worded("New of the deck?"))], "2");
      equal(await questionOf(db), "Own?", "after the deck has changed");
      const text = await readCardText(db, await get(db, forward("a")));
      equal(plainText(text?.deckContent.front ?? []), "New of the deck?", "the deck's wording beside it");
      equal(plainText(text?.content.answer ?? []), "It is a.", "a text that was not changed");
      for await (const [piece] of contentsInPieces(db)) {
        equal(plainText(piece?.front ?? []), "New of the deck?", "what the deck says stays in the store");
      }
      await setWording(db, await get(db, forward("a")), null, () => maker(NOW + 1000));
      equal(await questionOf(db), "New of the deck?", "after it was given up");
      await foldsToItself(db);
    },
  },
  {
    name: "undo takes an edit and a mark back, in their turn among the answers, and no state is another for it",
    run: async (db) => {
      await install(db, [content("a", 0), content("b", 1)]);
      await setWording(db, await get(db, forward("a")), asking("First?"), () => maker(NOW));
      await setWording(db, await get(db, forward("a")), asking("Second?"), () => maker(NOW + 1000));
      await setMark(db, await get(db, forward("a")), true, () => maker(NOW + 2000));
      const before = await get(db, forward("a"));
      await grade(db, before, 3, NOW + 3000);
      await undo(db, NOW + 4000);
      const after = await get(db, forward("a"));
      equal(after.state, before.state, "the state after the answer was taken back");
      await undo(db, NOW + 5000);
      equal((await ownOfAll(db))(after), { wording: asking("Second?"), isMarked: false }, "the mark is gone");
      await undo(db, NOW + 6000);
      equal(await questionOf(db), "First?", "the wording before");
      await undo(db, NOW + 7000);
      equal(await questionOf(db), "What is a?", "the deck's wording");
      equal(await undo(db, NOW + 8000), null, "nothing is left");
      equal((await get(db, forward("a"))).revision, after.revision, "the revision: no page must look again for a star");
      await foldsToItself(db);
    },
  },
  {
    name: "of the wordings of two devices the last one counts, whichever comes first",
    run: async (db) => {
      await install(db, [content("a", 0)]);
      await setWording(db, await get(db, forward("a")), asking("Here?"), () => maker(NOW));
      const from = (nowMs: number) => maker(nowMs, OTHER_DEVICE);
      await merge(db, [makeEdit(await get(db, forward("a")), asking("Before?"), null, from(NOW - 1000))], scheduler);
      equal(await questionOf(db), "Here?", "an older one");
      await merge(db, [makeEdit(await get(db, forward("a")), asking("After?"), null, from(NOW + 1000))], scheduler);
      equal(await questionOf(db), "After?", "a newer one");
      await foldsToItself(db);
    },
  },
  {
    name: "a card takes its wording and its star along under another id, and a new wording comes before the old",
    run: async (db) => {
      await install(db, [content("old", 0)]);
      await setWording(db, await get(db, forward("old")), asking("Own?"), () => maker(NOW));
      await setMark(db, await get(db, forward("old")), true, () => maker(NOW));
      await install(db, [content("a", 0, { formerIds: [forward("old")] })], "2");
      equal(await questionOf(db), "Own?", "under its new id");
      const row = await get(db, forward("a"));
      equal((await ownOfAll(db))(row).isMarked, true, "the star");
      await setWording(db, await get(db, forward("a")), null, () => maker(NOW + 1000));
      await setMark(db, await get(db, forward("a")), false, () => maker(NOW + 1000));
      equal(await questionOf(db), "What is a?", "the deck's wording again");
      equal((await ownOfAll(db))(row).isMarked, false, "no star any more");
      await foldsToItself(db);
    },
  },
  {
    name: "what is said now of a renamed card counts, whatever another device or a wrong clock said under its old id",
    run: async (db) => {
      await install(db, [content("old", 0)]);
      const old = await get(db, forward("old"));
      await setWording(db, old, asking("Years ahead?"), () => maker(NOW + 1000 * DAY_MS));
      await setMark(db, old, true, () => maker(NOW + 1000 * DAY_MS));
      await install(db, [content("a", 0, { formerIds: [forward("old")] })], "2");
      const row = await get(db, forward("a"));
      await setWording(db, row, asking("Here?"), () => maker(NOW));
      await setMark(db, row, false, () => maker(NOW));
      equal((await ownOfAll(db))(row), { wording: asking("Here?"), isMarked: false }, "what was said here");
      await merge(db, [makeEdit(old, asking("There?"), null, maker(NOW + 1000, OTHER_DEVICE))], scheduler);
      equal(await questionOf(db), "There?", "what another device said later");
      await setWording(db, row, asking("Here?"), () => maker(NOW + 2000));
      equal(await questionOf(db), "Here?", "the same as before, once more");
      await undo(db, NOW + 3000);
      equal(await questionOf(db), "There?", "after it was taken back");
      await foldsToItself(db);
    },
  },
  {
    name: "nothing is written where nothing is given up",
    run: async (db) => {
      await install(db, [content("a", 0)]);
      const row = await get(db, forward("a"));
      equal(await setWording(db, row, null, () => maker(NOW)), null, "no wording");
      equal(await setMark(db, row, false, () => maker(NOW)), null, "no star");
      equal((await wholeLog(db)).length, 0, "events");
    },
  },
];
