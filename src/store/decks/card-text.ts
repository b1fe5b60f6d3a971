/** What a card says, and what is shown before and beside it. */
import type { CardEntry } from "../../core/card.ts";
import type { CardContent, Correction, Reference, RichText, Term } from "../../core/deck/deck.ts";
import { withWording } from "../../core/deck/wording.ts";
import { registerName } from "../../core/log/register-name.ts";
import { type Notice, noticeBefore, noticeKeys } from "../../core/plan/notice.ts";
import { readableAt } from "../database/readable.ts";
import type { DeckPart, PartRow } from "../database/schema.ts";
import type { Database } from "../opening/open.ts";
import { type Own, readOwn } from "../settings/own.ts";
import { readMeeting } from "./meeting.ts";

/** All that is shown with one card. */
export interface CardText {
  /** With the learner's wording, where there is any. */
  readonly content: CardContent;
  /** As the deck has it. */
  readonly deckContent: CardContent;
  readonly own: Own;
  /** What must be shown before it, if anything. */
  readonly notice: Notice | null;
  readonly terms: readonly Term[];
  readonly references: readonly Reference[];
  /** What its fact says; null where the deck does not say it. */
  readonly statement: RichText | null;
  /** Its fact was met, and none of its cards was answered since. */
  readonly isMet: boolean;
}

/** What a card says, and what is shown before and beside it; null when its content is not there. */
export async function readCardText(db: Database, card: CardEntry): Promise<CardText | null> {
  const transaction = db.transaction(["contents", "parts", "registers", "states"], "readonly");
  const [parts, registers] = [transaction.objectStore("parts"), transaction.objectStore("registers")];
  const owning = readOwn(registers, card);
  const deckContent = await transaction.objectStore("contents").get(card.id);
  const own = await owning;
  if (!deckContent) return null;
  const part = async <P extends DeckPart>(name: P, ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => parts.get([card.deck, name, id])))).flatMap((row) =>
      row ? [row.item as Extract<PartRow, { part: P }>["item"]] : [],
    );
  // Nothing but a sentence beside the source, and what is met: a card whose fact cannot be read is asked all the same.
  const readingFact = readableAt(parts, [card.deck, "facts", card.fact]);
  const [terms, references, fact, corrections, { meeting, isMet }] = await Promise.all([
    part("terms", deckContent.terms),
    part("references", deckContent.references),
    readingFact,
    card.state.reviews > 0 ? correctionsOf(parts, card) : [],
    readMeeting({ parts, registers, states: transaction.objectStore("states") }, card, readingFact),
  ]);
  const keys = noticeKeys(terms, corrections);
  const seen = await Promise.all(keys.map((key) => registers.getKey(registerName({ kind: "seen", key }))));
  const isSeen = new Set(keys.filter((_, i) => seen[i] !== undefined));
  await transaction.done;
  const content = own.wording === null ? deckContent : withWording(deckContent, own.wording);
  const notice = noticeBefore({ card, content, terms, corrections, meeting }, isSeen);
  const statement = fact?.part === "facts" ? fact.item.statement : null;
  return { content, deckContent, own, terms, references, statement, notice, isMet };
}

/** Few decks have any, and none has many. */
async function correctionsOf(
  parts: { readonly getAll: (keys: IDBKeyRange) => Promise<PartRow[]> },
  { deck, fact }: CardEntry,
): Promise<Correction[]> {
  const rows = await parts.getAll(IDBKeyRange.bound([deck, "corrections", ""], [deck, "corrections", "\uffff"]));
  return rows.flatMap((row) => (row.part === "corrections" && row.item.fact === fact ? [row.item] : []));
}
