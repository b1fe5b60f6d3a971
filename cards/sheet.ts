/** The reading sheet: every card with front and back on one HTML page, for a person to read aloud and sign. */
import type { CardContent, Note, RichText, Term } from "../src/core/deck/deck.ts";
import type { Checked } from "./judge.ts";
import { RULES } from "./rules/index.ts";
import type { Finding } from "./rules/rule.ts";

/** A whole HTML page; everything from the deck is escaped. */
export function readingSheet({ deck, findings }: Checked): string {
  const questions = RULES.flatMap(({ id, read }) =>
    read === undefined ? [] : [`<li><b>${id}</b> ${safe(read)}</li>`],
  );
  const chapters = deck.chapters.map(({ id, title }) => {
    const cards = deck.cards.filter((card) => card.chapter === id);
    return `<h2>${safe(title)}</h2>${cards.map((card) => section(card, findings)).join("\n")}`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Reading sheet: ${safe(deck.title)}</title>
<style>${STYLE}</style>
<h1>${safe(deck.title)}</h1>
<p>${deck.cards.length} cards, version ${deck.version}. Read each aloud, twice, and ask:</p>
<ul>${questions.join("")}</ul>
<h2>Background terms, never graded</h2><dl>${deck.terms.map(term).join("")}</dl>
${chapters.join("\n")}
<p class="sign">Read by ______________________ on ______________</p>
</html>
`;
}

const term = ({ name, definition }: Term): string => `<dt>${safe(name)}</dt><dd>${html(definition)}</dd>`;

function section(card: CardContent, findings: readonly Finding[]): string {
  const said = findings
    .filter(({ at }) => card.id.endsWith(`/${at}`))
    .map(({ rule, message }) => `<p class="flag">${rule}: ${safe(message)}</p>`);
  const note =
    card.note === null
      ? ""
      : `<p class="note">${html(card.note.text)} <small>${safe(confidence(card.note))}</small></p>`;
  return `<article><p class="id">${card.order + 1} · ${card.type} · ${safe(card.id)} · ${safe(card.heading ?? "beyond the source")}</p>
<p class="front">${html(card.front)}</p>${extras(card)}
<p class="answer">${html(card.answer)}</p><p>${html(card.reason)}</p>${note}${said.join("")}
<p class="boxes"><label><input type="checkbox"> keep</label> <label><input type="checkbox"> rewrite</label></p></article>`;
}

const LEVELS = { wellEstablished: "Well established", likely: "Likely", debated: "Debated" } as const;

const confidence = ({ confidence: { level, sinceYear }, references }: Note): string =>
  `${LEVELS[level]}${sinceYear === null ? "" : ` since ${sinceYear}`}: ${references.join(", ")}`;

function extras(card: CardContent): string {
  switch (card.type) {
    case "choice":
      return `<ol type="A">${card.options.map(({ text, why, correct }) => `<li${correct ? ' class="key"' : ""}>${html(text)} <small>${html(why)}</small></li>`).join("")}</ol>`;
    case "pathway":
      return `<p>${card.steps.map(({ label, gap, link }) => `${link === null ? "" : ` –${link.words}→ `}[${gap ? "?" : html(label)}]`).join("")}</p>`;
    case "number":
      return `<p><small>accepts ${card.accepts.min} to ${card.accepts.max} ${safe(card.accepts.unit)}</small></p>`;
    default:
      return "";
  }
}

function html(text: RichText): string {
  return text
    .map((segment) => {
      if (segment.kind === "blank") return "<u>&emsp;&emsp;&emsp;</u>";
      return segment.kind === "emphasis" ? `<em>${safe(segment.text)}</em>` : safe(segment.text);
    })
    .join("");
}

const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const STYLE = `body{font:18px/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fdfcf9}
article{border-top:1px solid #ccc;padding:.6rem 0;break-inside:avoid}p{margin:.3rem 0}.id{font:12px monospace;color:#666}
.front{font-size:20px}.answer{font-weight:bold}.note{border-left:3px solid #a68;padding-left:.6rem}.flag{color:#a00}
.key{font-weight:bold}small{color:#555;font-weight:normal}.boxes{font-size:14px}dt{font-weight:bold}.sign{margin:3rem 0}`;
