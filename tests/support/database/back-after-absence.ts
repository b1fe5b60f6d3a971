/** A learner who comes back after weeks away: many cards are due, each of them as likely remembered as its own past says. */
import { entityId } from "../../../src/core/ids.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import { CATCH_UP, type CatchUp, catchUpText } from "../../../src/core/plan/away.ts";
import { DAY_MS, type StudyDay } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { card, content, deck, factOf, TEST_DECK } from "../samples/cards.ts";
import { at, maker, NOW, scheduler } from "./db-steps.ts";

const RATINGS = [2, 3, 4] as const;

/** Two reviews of a card, by which it falls due between 25 days ago and some days to come. @param place of the card */
const pastOf = (name: string, place: number) =>
  [0, 1].map((nth) => {
    const atMs = NOW - (45 - ((place * 7) % 15) - nth * (2 + (place % 11))) * DAY_MS - place;
    const wait = { unit: "days", count: nth === 0 ? 5 : 5 + ((place * 13) % 31) } as const;
    const answer = {
      rating: RATINGS[place % 3] ?? 3,
      wait,
      shownAtMs: atMs,
      surface: "popup",
      factRevision: 1,
    } as const;
    return makeReview(card(name), answer, maker(atMs));
  });

/**
 * So many cards, of which all were begun and most are due.
 * @param share every so many facts are about the same two things
 * @param version of their deck, another one where it is there already
 */
export async function backAfterAbsence(
  db: Database,
  cards: number,
  share = Number.POSITIVE_INFINITY,
  version = "1",
): Promise<void> {
  const names = Array.from({ length: cards }, (_, i) => `f${i}`);
  const facts = names.map((name, i) => {
    const [subject, object] = [`s${i % share}`, "o"].map((one) => entityId(TEST_DECK, one));
    if (!subject || !object) throw new Error("a fact needs two things");
    return factOf(name, { triple: { subject, relation: "raises", object } });
  });
  const all = names.map((name, i) => content(name, i));
  await installDeck(db, deck(all, version, { facts }), scheduler, NOW);
  await merge(db, names.flatMap(pastOf), scheduler);
}

export async function takePlan(db: Database, perDay: number, untilDay: StudyDay = at(NOW).today + 30): Promise<void> {
  const plan: CatchUp = { perDay, untilDay };
  await setPlan(db, CATCH_UP, catchUpText(plan), () => maker(NOW));
}
