import { escaped } from "./html.ts";
import { NOTE_TYPE_ID, TEMPLATE_ID, TEMPLATE_NAME } from "./identity.ts";
import type { AnkiLabels } from "./labels.ts";
import { FIELDS } from "./note-fields.ts";

const QUESTION = `<div class="osteon">
<p class="osteon-kind">{{Subject}} · {{Kind}}</p>
<div class="osteon-front">{{Front}}</div>
{{Options}}
</div>`;

// The answer brings the picture once more, with nothing covered.
const answer = (labels: AnkiLabels): string => `{{FrontSide}}
<style>.osteon-covered { display: none; }</style>
<hr id="answer">
<div class="osteon">
<div class="osteon-back">{{Back}}</div>
{{#Reason}}<div class="osteon-reason">{{Reason}}</div>{{/Reason}}
{{#Note}}<aside class="osteon-note"><p class="osteon-kind">${escaped(labels.note)}</p>{{Note}}</aside>{{/Note}}
<p class="osteon-source">${escaped(labels.source)}: {{Source}}</p>
</div>`;

// Paper, ink and madder, as in Osteon itself; Anki names its dark mode by a class on the card.
const STYLE = `.card { --paper: #f8f3e9; --ink: #282119; --soft: #62574a; --line: #dccfbb; --accent: #9c2b48; --wash: #f4e3de;
  background: var(--paper); color: var(--ink); font: 1.125rem/1.5 "Iowan Old Style", Charter, Cambria, Georgia, serif;
  text-align: left; margin: 0; padding: 1.5rem 1rem; }
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card { --paper: #1c1916; --ink: #ece5d9; --soft: #b5aa9a;
  --line: #3d3630; --accent: #ec93a6; --wash: #3b2429; }
.osteon, #answer { max-width: 36rem; margin-inline: auto; }
#answer { border: 0; border-top: 1px solid var(--line); margin-block: 1.25rem; }
.osteon-kind, .osteon-source { color: var(--soft); font: 0.8125rem/1.4 system-ui, sans-serif; margin: 0 0 0.75rem; }
.osteon-front { font-size: 1.375rem; text-wrap: pretty; }
.osteon-back { font-size: 1.375rem; color: var(--accent); margin-bottom: 0.75rem; }
.osteon-blank { border-bottom: 2px solid var(--accent); color: var(--soft); padding-inline: 0.25em; }
.osteon-link { color: var(--soft); font-style: italic; }
.osteon-picture { margin: 0.75rem 0; }
.osteon-picture img { width: 100%; max-width: 36rem; height: auto; border-radius: 0.375rem; }
.nightMode .osteon-picture img, .night_mode .osteon-picture img { filter: invert(0.92) hue-rotate(180deg); }
.osteon-options { list-style: upper-alpha; line-height: 1.8; }
.osteon-note { background: var(--wash); border-radius: 0.375rem; padding: 0.75rem 1rem; margin-block: 1rem; font-size: 1rem; }
.osteon-references { color: var(--soft); overflow-wrap: anywhere; }
.osteon-source { margin-top: 1.25rem; }`;

/** The note type as schema 11 keeps it: one field list, one template. */
export function noteType(labels: AnkiLabels, modSecs: number, deckId: number) {
  return {
    id: NOTE_TYPE_ID,
    name: "Osteon",
    type: 0,
    mod: modSecs,
    usn: -1,
    sortf: 0,
    did: deckId,
    latexPre: "",
    latexPost: "",
    latexsvg: false,
    // Needed by old readers: the card exists when its first field is not empty.
    req: [[0, "any", [0]]],
    flds: FIELDS.map((name, ord) => ({
      id: NOTE_TYPE_ID + 100 + ord,
      name,
      ord,
      sticky: false,
      rtl: false,
      font: "Georgia",
      size: 18,
      media: [],
    })),
    tmpls: [
      {
        id: TEMPLATE_ID,
        name: TEMPLATE_NAME,
        ord: 0,
        qfmt: QUESTION,
        afmt: answer(labels),
        bqfmt: "",
        bafmt: "",
        did: null,
        bfont: "",
        bsize: 0,
      },
    ],
    css: STYLE,
    tags: [],
    vers: [],
  };
}
