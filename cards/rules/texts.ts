/** Every text of a deck that a learner can see, each with its place: what rules and readers go through. */
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Draft } from "../making/draft.ts";
import { parseRich, plain } from "../words/rich-text.ts";

export type Role =
  | "question"
  | "option"
  | "why"
  | "reason"
  | "note"
  | "statement"
  | "term"
  | "correction"
  | "drawing"
  | "treatment"
  | "chapter"
  | "disclaimer";

export interface Text {
  /** Where it stands: "fgf23-maker/forward question", "note fgf23-makers". Unique within the deck. */
  readonly at: string;
  readonly role: Role;
  /** As it is read, without emphasis. A question is read with its answer, since neither is good or bad alone. */
  readonly text: string;
  /** The fact that it belongs to, where there is one. */
  readonly fact: Fact | null;
  /** What findings name: the card, the fact, the term. */
  readonly of: string;
}

type Deck = Pick<DeckSource, "deck" | "facts" | "notes" | "terms" | "disputes" | "drawings">;

/** In teaching order: what is said of the deck, terms, facts with their cards, notes, drawings, treatments. */
export function textsOf(source: Deck, drafts: readonly Draft[]): Text[] {
  return [
    text("disclaimer", "disclaimer", source.deck.disclaimer, "deck.yaml"),
    ...source.deck.chapters.map(({ id, title }) => text(`chapter ${id}`, "chapter", title, id)),
    ...source.terms.map(({ id, name, definition }) => text(`term ${id}`, "term", `${name}: ${definition}`, id)),
    ...source.facts.flatMap(factTexts),
    ...drafts.flatMap(cardTexts),
    ...Object.entries(source.notes).map(([id, note]) => text(`note ${id}`, "note", note.text, id)),
    ...[...source.drawings.values()].flatMap(({ id, title, parts, words }) => [
      text(`drawing ${id} title`, "drawing", title, id),
      ...parts.flatMap((part) =>
        part.draw === "label" ? [text(`drawing ${id} ${part.id}`, "drawing", part.text, id)] : [],
      ),
      ...words.map((each, at) => text(`drawing ${id} words ${at + 1}`, "drawing", each.text, id)),
    ]),
    ...source.disputes.map(({ claim, does }, at) =>
      text(`treatment ${at + 1}`, "treatment", `${claim}: ${does}`, "disputes.yaml"),
    ),
  ];
}

const text = (at: string, role: Role, raw: string, of: string, fact: Fact | null = null): Text => ({
  at,
  role,
  text: plain(parseRich(raw)),
  fact,
  of,
});

function factTexts(fact: Fact): Text[] {
  const { id, statement, why, corrections } = fact;
  return [
    text(`fact ${id} statement`, "statement", statement, id, fact),
    ...(why === undefined ? [] : [text(`fact ${id} why`, "reason", why, id, fact)]),
    ...corrections.flatMap(({ revision, before, now, why: since }) => [
      text(`fact ${id} correction ${revision}`, "correction", `${before} ${now} ${since}`, id, fact),
    ]),
  ];
}

function cardTexts({ name, fact, front, answer, body, spec, reasonText, reasonFrom }: Draft): Text[] {
  // A fact's why is read with the fact. What other facts lend is read here: does it explain?
  const own = spec.reason ?? spec.background ?? (reasonFrom === "because" ? reasonText : undefined);
  const stations =
    body.type === "pathway" ? body.steps.map(({ label, link }) => `${link?.words ?? ""} ${plain(label)}`) : [];
  const asked = [plain(front), ...stations, `= ${plain(answer)}`].join(" · ").replace(/ {2,}/g, " ");
  return [
    { at: `${name} question`, role: "question", text: asked, fact, of: name },
    ...(own === undefined ? [] : [text(`${name} reason`, "reason", own, name, fact)]),
    ...(body.type !== "choice"
      ? []
      : body.options.flatMap((option): Text[] => [
          { at: `${name} option ${plain(option.text)}`, role: "option", text: plain(option.text), fact, of: name },
          { at: `${name} why ${plain(option.text)}`, role: "why", text: plain(option.why), fact, of: name },
        ])),
  ];
}
