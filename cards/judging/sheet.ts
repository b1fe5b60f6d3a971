/**
 * The reading sheet: everything that a learner can see, on one HTML page to print, read aloud and sign. It says who has
 * read what, and leaves room for a physician.
 */
import type { CardContent, Note, Reference, RichText } from "../../src/core/deck/deck.ts";
import type { Drawing } from "../../src/core/deck/drawing.ts";
import { type Asked, pictureOf, wordsOf } from "../../src/core/deck/picture/picture.ts";
import { svgFile } from "../../src/core/deck/picture/svg-file.ts";
import { addressOf, citationOf } from "../../src/core/deck/reference.ts";
import type { Draft } from "../making/draft.ts";
import { RULES } from "../rules/index.ts";
import { standingOf, worst } from "../rules/readings.ts";
import type { Finding } from "../rules/rule.ts";
import { coverageOf, standingLine } from "./coverage.ts";
import type { Checked } from "./judge.ts";

/**
 * A whole HTML page; everything from the deck is escaped.
 * @param stylesheet the address of a file that holds `SHEET_STYLE`, for a page that may hold no style of its own
 */
export function readingSheet(checked: Checked, stylesheet?: string): string {
  const { deck, drafts, findings, source, around } = checked;
  const framed = drafts.filter(({ isFramed }) => isFramed).length;
  const questions = RULES.flatMap(({ id, read }) =>
    read === undefined ? [] : [`<li><b>${id}</b> ${safe(read)}</li>`],
  );
  const chapters = deck.chapters.map(({ id, title, startsOff }) => {
    const cards = drafts.flatMap((draft, at) => {
      const card = deck.cards[at];
      return card?.chapter === id ? [section(card, draft, deck.references, findings)] : [];
    });
    return `<h2>${safe(title)}${startsOff ? " <small>(off until it is switched on)</small>" : ""}</h2>${cards.join("\n")}`;
  });
  const standings = coverageOf(source, drafts, around.met);
  return `<!doctype html>
<html lang="${safe(deck.language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Reading sheet: ${safe(deck.title)}</title>
<meta name="color-scheme" content="light dark">
${stylesheet === undefined ? `<style>${SHEET_STYLE}</style>` : `<link rel="stylesheet" href="${safe(stylesheet)}">`}
<p class="screen"><label><input type="checkbox" id="questions-only"> Questions only, for a class</label>
<small>Print this page with your browser: Ctrl+P, or Cmd+P on a Mac.</small></p>
<h1>${safe(deck.title)}</h1>
<p class="pupil">Name: ______________________________ Date: ______________</p>
<p class="key">${deck.cards.length} cards, version ${deck.version}; ${framed} questions come from frames.</p>
<p>Licence of the texts: ${licence(deck.licence)}. The program that shows them has a licence of its own, MIT.
${deck.provenance === null ? "" : `After <cite>${safe(deck.provenance.title)}</cite> by ${safe(deck.provenance.author)} (${safe(deck.provenance.publisher)}).`}</p>
<p>${safe(deck.disclaimer)}</p>
<div class="key"><p class="sign">${readers(checked)}</p>
${signatures(source.deck.specialist)}
<p>Read each card aloud, twice, and ask:</p>
<ul>${questions.join("")}</ul></div>
<div class="key"><h2>Terms, never graded</h2><dl>${deck.terms.map(({ name, definition }) => `<dt>${safe(name)}</dt><dd>${html(definition)}</dd>`).join("")}</dl></div>
${chapters.join("\n")}
<div class="key">
${corrections(checked)}
${drawings(checked)}
<h2>What the source says and this deck leaves out, words otherwise or qualifies</h2>
<ul>${deck.treatments.map(({ claim, treatment, does }) => `<li>${html(claim)} <b>${treatment}</b>: ${html(does)}</li>`).join("")}</ul>
<h2>What becomes of each fact</h2>
<ul class="fine">${standings.map((each) => `<li>${safe(standingLine(each))}<br>${safe(each.fact.statement)}</li>`).join("")}</ul>
<h2>Works</h2>
<ol class="fine">${deck.references.map((work) => `<li id="${safe(work.id)}">${cite(work)}</li>`).join("")}</ol>
${signatures(source.deck.specialist)}
</div>
</html>
`;
}

/** Room for those who read the whole sheet, at its head and at its foot. */
const signatures = (
  specialist: string,
): string => `<p class="sign">Read as ${safe(specialist)} by ______________________ on ______________</p>
<p class="sign">Read as teacher by ______________________ on ______________</p>
<p class="sign">Signed by a physician: ______________________ on ______________</p>`;

const CC_BY = "https://creativecommons.org/licenses/by/4.0/";

const licence = (name: string): string =>
  name === "CC BY 4.0"
    ? `<a href="${CC_BY}">${safe(name)}</a> (print, teach and change them, and say where they come from)`
    : safe(name);

function readers({ source, texts }: Checked): string {
  if (source.readings === null) return "Nobody has read these texts yet. No physician has signed them.";
  const { read, unread } = standingOf(texts, source.readings);
  const count = (verdict: string): number => read.filter(({ reading }) => worst(reading).verdict === verdict).length;
  const signed = read.filter(({ reading }) => reading.signed !== undefined).length;
  const physician = signed === 0 ? "No physician has signed any of them." : `A physician has signed ${signed} of them.`;
  const held = read.filter(({ reading }) => reading.specialist.work !== undefined).length;
  return [
    `${read.length} of ${texts.length} texts were read as they stand, each by two readers apart: ${count("good")} good, ${count("weak")} weak, ${count("bad")} bad, ${unread.length} unread.`,
    `${held} were held against one of the works below; the others rest on what the reader knows.`,
    physician,
  ].join(" ");
}

function section(card: CardContent, draft: Draft, works: readonly Reference[], findings: readonly Finding[]): string {
  const said = findings
    .filter(({ at }) => at === draft.name)
    .map(({ rule, message }) => `<p class="flag">${rule}: ${safe(message)}</p>`);
  const sources = works.filter(({ id }) => card.references.includes(id));
  const origin = card.heading ?? "beyond the source";
  const words = draft.isFramed ? "frame" : `own words: ${draft.spec.override ?? "no reason given"}`;
  return `<article><p class="id key">${card.order + 1} · ${card.type} · ${safe(draft.name)} · ${safe(origin)} · ${safe(words)}</p>
<p class="front">${html(card.front)}</p>${extras(card)}
<p class="pupil">______________________________________________</p>
<div class="key"><p class="answer">${html(card.answer)}</p><p>${html(card.reason)}</p>${card.note === null ? "" : noteLine(card.note)}
<p class="fine">Fact: ${safe(draft.fact.statement)}${sources.map(({ id }) => ` [${toWork(id)}]`).join("")}</p>${said.join("")}
<p class="boxes"><label><input type="checkbox"> keep</label> <label><input type="checkbox"> rewrite</label> ____________________</p></div></article>`;
}

const LEVELS = { wellEstablished: "Well established", likely: "Likely", debated: "Debated" } as const;

function noteLine({ text, confidence, references }: Note): string {
  const since = confidence?.sinceYear ? ` since ${confidence.sinceYear}` : "";
  return `<p class="note">${html(text)} <small>${confidence ? LEVELS[confidence.level] : ""}${since}: ${references.map(toWork).join(", ")}</small></p>`;
}

/** To where the work is cited in full. */
const toWork = (id: string): string => `<a href="#${safe(id)}">${safe(id)}</a>`;

function extras(card: CardContent): string {
  switch (card.type) {
    case "choice":
      return `<ol type="A">${card.options.map(({ text, why, correct }) => `<li${correct ? ' class="right"' : ""}>${html(text)} <small class="key">${html(why)}</small></li>`).join("")}</ol>`;
    case "pathway":
      return `<p>${card.steps.map(({ label, gap, link }) => `${link === null ? "" : ` –${safe(link.words)}→ `}[${gap ? "?" : html(label)}]`).join("")}</p>`;
    case "number":
      return `<p class="key"><small>accepts ${card.accepts.min} to ${card.accepts.max} ${safe(card.accepts.unit)}</small></p>`;
    case "diagram": {
      const { drawing, covered } = card;
      return `${picture(drawing, { ...covered, revealed: false })}<p class="key"><small>Drawing “${safe(drawing.title)}”, the ${covered.what} of ${safe(covered.part)} covered.</small></p>`;
    }
    default:
      return "";
  }
}

function corrections({ deck }: Checked): string {
  if (deck.corrections.length === 0) return "";
  const items = deck.corrections.map(
    ({ fact, before, now, why }) => `<li>${safe(fact)}: ${html(before)} ${html(now)} ${html(why)}</li>`,
  );
  return `<h2>Corrections</h2><ul>${items.join("")}</ul>`;
}

function drawings({ deck }: Checked): string {
  if (deck.drawings.length === 0) return "";
  const items = deck.drawings.map((drawing) => {
    const { title, parts, words } = drawing;
    const labels = parts.flatMap((part) => (part.kind === "label" ? [part.text] : []));
    return `<li><b>${safe(title)}</b>: ${safe(words.map(({ text }) => text).join(" "))} <small>Labels: ${safe(labels.join(", "))}</small>${picture(drawing, null)}</li>`;
  });
  return `<h2>Drawings</h2><ul>${items.join("")}</ul>`;
}

/** As an image, so that nothing of the drawing is part of the page. */
function picture(drawing: Drawing, asked: Asked | null): string {
  const words = `${drawing.title}. ${wordsOf(drawing, asked)}`;
  const file = svgFile(pictureOf(drawing, asked, SIGNS), words);
  return `<p><img src="data:image/svg+xml,${safe(inAddress(file))}" alt="${safe(words)}"></p>`;
}

const SIGNS = { raises: "raises", lowers: "lowers", regulates: "regulates" } as const;

function cite(work: Reference): string {
  const address = addressOf(work);
  return `${safe(citationOf(work))}${address === null ? "" : ` <a href="${safe(address)}">${safe(address)}</a>`} <small>${work.kind}</small>`;
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

/** What is hidden from a class is `key`, what a class alone sees is `pupil`. */
export const SHEET_STYLE = `:root{color-scheme:light dark;--ink:#222;--soft:#555;--paper:#fdfcf9;--line:#ccc;--flag:#a00;--note:#a68}
@media screen and (prefers-color-scheme:dark){:root{--ink:#eee7dc;--soft:#b8afa3;--paper:#1c1815;--line:#4a423b;--flag:#ff9d91;--note:#c98f98}a{color:#e7a3b1}}
body{font:18px/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper);overflow-wrap:break-word}
article{border-top:1px solid var(--line);padding:.6rem 0;break-inside:avoid}p{margin:.3rem 0}.id{font:12px monospace;color:var(--soft)}
.front{font-size:20px}.answer{font-weight:bold}.note{border-left:3px solid var(--note);padding-left:.6rem}.flag{color:var(--flag)}
.right{font-weight:bold}small{color:var(--soft);font-weight:normal}.boxes{font-size:14px}dt{font-weight:bold}.sign{margin:1rem 0;font-weight:bold}
.fine{font-size:14px;color:var(--soft)}h2{break-after:avoid}.screen{font:15px/1.5 sans-serif}.screen small{display:block}
input{inline-size:1.1rem;block-size:1.1rem;vertical-align:middle}.pupil{display:none}img{max-width:28rem;width:100%;background:#fff}
body:has(#questions-only:checked) .key{display:none}body:has(#questions-only:checked) .pupil{display:block}
body:has(#questions-only:checked) .right{font-weight:inherit}
@media print{:root{color-scheme:light}body{background:#fff;color:#000;font-size:11pt;max-width:none;margin:0}.flag,.screen{display:none}a{color:inherit;text-decoration:none}}`;

/** Of a picture's text only these two signs mean something else in an address; escaping every other makes it half as long again. */
const inAddress = (text: string): string => text.replaceAll("%", "%25").replaceAll("#", "%23");
