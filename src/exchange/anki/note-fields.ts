import type { CardContent, Note, Option, PathwayStep } from "../../core/deck/deck.ts";
import { capitalised, plainText } from "../../core/deck/plain-text.ts";
import { addressOf, citationOf } from "../../core/deck/reference.ts";
import { seededRandom } from "../../core/memory/fuzz.ts";
import type { DeckHead } from "../study-data.ts";
import { escaped, htmlOf } from "./html.ts";
import type { AnkiLabels } from "./labels.ts";
import { type CardPictures, imageHtml } from "./pictures.ts";

/** The fields of the note type, in their order for ever: new ones go to the end. */
export const FIELDS = ["Front", "Options", "Back", "Reason", "Note", "Source", "Kind", "Subject", "Osteon"] as const;
export type FieldName = (typeof FIELDS)[number];

/**
 * What Anki shows of a card. Everything is escaped; nothing of it can become markup.
 * @param pictures those of the card, which stand beside the notes as files
 */
export function noteFields(
  content: CardContent,
  deck: DeckHead,
  labels: AnkiLabels,
  pictures: CardPictures | null,
): Record<FieldName, string> {
  return {
    Front: htmlOf(content.front) || escaped(content.id),
    Options: pictures ? imageHtml(pictures.before, "osteon-covered") : choices(content, labels),
    Back: `${pictures ? imageHtml(pictures.after, "osteon-shown") : ""}${backOf(content)}`,
    Reason: [htmlOf(content.reason), whys(content)].filter(Boolean).join("<br>"),
    Note: content.note ? noteHtml(content.note, deck, labels) : "",
    Source: sourceHtml(content, deck),
    Kind: escaped(labels.cardTypes[content.type] ?? content.type),
    Subject: escaped(capitalised(deck.entities.find(({ id }) => id === content.subject)?.name ?? content.subject)),
    Osteon: escaped(content.id),
  };
}

function choices(content: CardContent, labels: AnkiLabels): string {
  switch (content.type) {
    case "choice":
      return `<ol class="osteon-options">${shuffled(content)
        .map((one) => `<li>${htmlOf(one.text)}</li>`)
        .join("")}</ol>`;
    case "pathway":
      return `<p class="osteon-pathway">${content.steps.map((step) => station(step, labels)).join(" ")}</p>`;
    default:
      return "";
  }
}

function backOf(content: CardContent): string {
  const answer = htmlOf(content.answer);
  switch (content.type) {
    case "choice": {
      const right = content.options.filter((option) => option.correct).map((option) => htmlOf(option.text));
      return answer || right.join("<br>");
    }
    case "number": {
      const { min, max, unit } = content.accepts;
      return answer || escaped(`${min === max ? min : `${min}–${max}`} ${unit}`);
    }
    default:
      return answer;
  }
}

/** What each option is or does; its name goes before where the sentence does not begin with it. */
function whys(content: CardContent): string {
  if (content.type !== "choice") return "";
  const items = shuffled(content)
    .filter(({ why }) => why.length > 0)
    .map(({ text, why }) => {
      const named = plainText(why).startsWith(plainText(text));
      return `<li>${named ? "" : `<em>${htmlOf(text)}:</em> `}${htmlOf(why)}</li>`;
    });
  return items.length === 0 ? "" : `<ul>${items.join("")}</ul>`;
}

/** The right option stands first in a deck; on a card that never changes it must not. */
function shuffled(content: CardContent & { readonly type: "choice" }): Option[] {
  return content.options
    .map((option, i) => ({ option, place: seededRandom(`${content.id}#${i}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ option }) => option);
}

function station(step: PathwayStep, labels: AnkiLabels): string {
  const label = step.gap ? `<span class="osteon-blank">${escaped(labels.gap)}</span>` : `<b>${htmlOf(step.label)}</b>`;
  return step.link === null ? label : `<span class="osteon-link">${escaped(step.link.words)} →</span> ${label}`;
}

/** Where the fact stands in the source; the works that it rests on where it stands in none. */
function sourceHtml({ heading, references }: CardContent, deck: DeckHead): string {
  if (heading === null || deck.provenance === null) return citations(references, deck);
  const { title, author, publisher } = deck.provenance;
  return escaped(`${title} (${author}, ${publisher}): ${heading}`);
}

const citations = (ids: readonly string[], deck: DeckHead): string =>
  deck.references
    .filter(({ id }) => ids.includes(id))
    .map((reference) => escaped([citationOf(reference), addressOf(reference)].filter(Boolean).join(" ")))
    .join("<br>");

function noteHtml(note: Note, deck: DeckHead, labels: AnkiLabels): string {
  const references = citations(note.references, deck);
  // The learner's own words.
  if (note.confidence === null) return htmlOf(note.text);
  const [plain, since] = labels.confidence[note.confidence.level];
  const year = note.confidence.sinceYear;
  const sure = `<small>${escaped(year === null ? plain : since.replace("{year}", String(year)))}</small>`;
  return `${htmlOf(note.text)} ${sure}${references && `<br><small class="osteon-references">${references}</small>`}`;
}
