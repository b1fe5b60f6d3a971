import type { JSX } from "preact";
import type { Reference, Treatment } from "../../core/deck/deck.ts";
import { isEmpty } from "../../core/deck/plain-text.ts";
import { type MessageKey, plural, t } from "../../platform/i18n.ts";
import type { LeftOut } from "../../session/left-out.ts";
import { Citation } from "../parts/Citation.tsx";
import { DeckLanguage, useDeckLang } from "../parts/deck-language.ts";
import { Rich } from "../parts/Rich.tsx";
import { NoteWords } from "../review/NoteLine.tsx";

/** What is done about a statement, the strictest first. */
const WAYS: readonly { readonly way: Treatment["treatment"]; readonly heading: MessageKey }[] = [
  { way: "omit", heading: "leftOutOmitted" },
  { way: "rephrase", heading: "leftOutRephrased" },
  { way: "note", heading: "leftOutNoted" },
];

/** What the decks leave out of their sources, say otherwise or qualify, and what each decision rests on. */
export function LeftOutSheet({ decks }: { readonly decks: readonly LeftOut[] }): JSX.Element {
  return (
    <main class="left-out">
      <h1>{t("leftOutTitle")}</h1>
      {decks.map((deck) => (
        <DeckLanguage.Provider key={deck.id} value={deck.language}>
          <DeckPart deck={deck} />
        </DeckLanguage.Provider>
      ))}
    </main>
  );
}

function DeckPart({ deck }: { readonly deck: LeftOut }): JSX.Element {
  const { id, title, provenance, treatments, references } = deck;
  const lang = useDeckLang();
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} lang={lang}>
        {title}
      </h2>
      {provenance !== null && (
        <p>
          {t("aboutSource", title)} <cite lang={lang}>{provenance.title}</cite>,{" "}
          {t("sourceBy", provenance.author, provenance.publisher)}.
        </p>
      )}
      {provenance !== null && <p>{t("leftOutLead")}</p>}
      <p class="fine">{treatments.length === 0 ? t("leftOutNone") : plural("leftOutCount", treatments.length)}</p>
      {WAYS.map(({ way, heading }) => {
        const those = treatments.filter(({ treatment }) => treatment === way);
        if (those.length === 0) return null;
        return (
          <section key={way} data-way={way}>
            <h3>{t(heading)}</h3>
            <ul class="treatments">
              {those.map((treatment, place) => (
                <TreatmentItem key={place} treatment={treatment} references={references} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function TreatmentItem({
  treatment: { claim, does, note },
  references,
}: {
  readonly treatment: Treatment;
  readonly references: readonly Reference[];
}): JSX.Element {
  const works = references.filter((work) => note?.references.includes(work.id));
  return (
    <li>
      <h4>
        <Rich text={claim} />
      </h4>
      <p>
        <Rich text={does} />
      </p>
      {note !== null && !isEmpty(note.text) && (
        <div class="note">
          <NoteWords note={note} />
        </div>
      )}
      {works.length > 0 && (
        <ul class="citations" aria-label={t("sourceReferences")}>
          {works.map((work) => (
            <li key={work.id}>
              <Citation reference={work} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
