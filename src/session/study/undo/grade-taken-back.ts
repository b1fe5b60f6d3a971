/** Which answer was taken back, or would be: its grade, and the question that it was given to. */
import { plainText } from "../../../core/deck/plain-text.ts";
import { withWording } from "../../../core/deck/wording.ts";
import type { Envelope } from "../../../core/log/envelope.ts";
import { isOfKind } from "../../../core/log/event.ts";
import type { Rating } from "../../../core/memory/rating.ts";
import type { StateRow } from "../../../store/database/schema.ts";
import type { Database } from "../../../store/opening/open.ts";
import { readOwn } from "../../../store/settings/own.ts";
import { stateOf } from "../../../store/states/refold.ts";
import { eventWords } from "../../common/event-words.ts";
import { unread } from "../../common/unread.ts";
import type { Said, Shown } from "../session-state.ts";

/** The grade of an answer; null for whatever is none. */
export const ratingOf = (event: Envelope): Rating | null => (isOfKind(event, "review") ? event.rating : null);

/** Where the card it was given to is in front again. */
export const gradeOf = (shown: Pick<Shown, "text"> | null | undefined, rating: Rating): Said["grade"] =>
  shown ? { rating, question: plainText(shown.text.content.front) } : null;

/** @param rating null where what was taken back is no answer */
export async function gradeTakenBack(
  db: Database,
  row: StateRow | null,
  rating: Rating | null,
): Promise<Said["grade"]> {
  if (!row || rating === null) return null;
  const read = async () => {
    const transaction = db.transaction(["contents", "registers"], "readonly");
    const [content, own] = await Promise.all([
      transaction.objectStore("contents").get(row.id),
      readOwn(transaction.objectStore("registers"), row),
    ]);
    return content ? { rating, question: plainText(withWording(content, own.wording).front) } : null;
  };
  return read().catch(unread("what was asked", null));
}

/** What an action was that Undo would take back. */
export async function saidOf(db: Database, event: Envelope): Promise<Said> {
  const row = event.card === undefined ? undefined : await stateOf(db.transaction("states").store, event.card);
  return { words: eventWords(event), grade: await gradeTakenBack(db, row ?? null, ratingOf(event)) };
}
