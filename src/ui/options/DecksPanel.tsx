import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { deckMark } from "../../core/deck/deck-mark.ts";
import type { DeckId } from "../../core/ids.ts";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { DeckEntry, DecksControl, DecksState } from "../../session/options/decks.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { AskInPlace } from "../parts/AskInPlace.tsx";
import { langOf } from "../parts/deck-language.ts";
import { counted } from "../parts/figures.ts";

type Props = DecksState & Pick<DecksControl, "onSwitch" | "onPressDeck" | "onRemove">;

/** The decks and their chapters, each with a switch. What is off asks nothing and loses nothing. */
export function DecksPanel({ decks, busy, error, ...actions }: Props): JSX.Element {
  return (
    <section class="decks" aria-labelledby="decks-title" aria-busy={busy}>
      <h2 id="decks-title">{t("decksTitle")}</h2>
      <p>{t("decksIntro")}</p>
      {decks.map((deck) => (
        <DeckBox key={deck.id} deck={deck} busy={busy} {...actions} />
      ))}
      <p class="setting-error" role="status">
        {error}
      </p>
    </section>
  );
}

interface BoxProps extends Pick<Props, "busy" | "onSwitch" | "onPressDeck" | "onRemove"> {
  readonly deck: DeckEntry;
}

function DeckBox({ deck, busy, onSwitch, onPressDeck, onRemove }: BoxProps): JSX.Element {
  const { id, title, on, chapters, own } = deck;
  const lang = langOf(deck.language);
  const mark = deckMark(on, chapters);
  return (
    <fieldset class="deck" data-deck={id}>
      <legend class="visually-hidden" lang={lang}>
        {title}
      </legend>
      <Switch
        label={title}
        lang={lang}
        look="deck-title"
        busy={busy}
        on={mark === "all"}
        mixed={mark === "some"}
        onChange={() => onPressDeck(id)}
      />
      <Counts chapters={chapters} isOn={on} />
      {chapters.some(({ isOffered }) => isOffered) && <p class="setting-help">{t("decksExtra")}</p>}
      <ul class="chapters" aria-label={t("decksChapters")}>
        {chapters.map((chapter) => (
          <li key={chapter.id} data-chapter={chapter.id}>
            <Switch
              label={chapter.title}
              lang={lang}
              busy={busy || !on}
              on={chapter.on}
              onChange={(next) => onSwitch(id, chapter.id, next)}
            >
              {chapter.cards !== null && (
                <span class="chapter-cards" lang={uiLanguage()}>
                  {counted("countCards", chapter.cards)}
                </span>
              )}
            </Switch>
            {chapter.ready && <p class="chapter-ready">{t("chapterReady")}</p>}
          </li>
        ))}
      </ul>
      {own && <Removal deck={id} busy={busy} onRemove={onRemove} />}
    </fieldset>
  );
}

interface SwitchProps {
  readonly label: string;
  /** Of the label, where it is not the page's. */
  readonly lang: string | undefined;
  readonly look?: string;
  readonly busy: boolean;
  readonly on: boolean;
  /** Some of what it stands for is on and some is not. */
  readonly mixed?: boolean;
  readonly onChange: (on: boolean) => void;
  /** What is said beside the label, and with it. */
  readonly children?: ComponentChildren;
}

/** Shows what is saved: while a change is being written, and where it fails, the tick stays as it was. */
const Switch = ({ label, lang, look, busy, on, mixed = false, onChange, children }: SwitchProps): JSX.Element => (
  <label class={look} lang={lang}>
    <input
      type="checkbox"
      checked={on}
      indeterminate={mixed}
      aria-disabled={busy}
      onClick={(event) => {
        event.preventDefault();
        if (!busy) onChange(!on);
      }}
    />
    {label} {children}
  </label>
);

interface CountsProps extends Pick<DeckEntry, "chapters"> {
  /** As the deck is: while it is off none of its cards is asked. */
  readonly isOn: boolean;
}

/** How many cards are asked, of how many. */
function Counts({ chapters, isOn }: CountsProps): JSX.Element | null {
  if (chapters.length === 0 || chapters.some(({ cards }) => cards === null)) return null;
  const sum = (those: DeckEntry["chapters"]): number => those.reduce((so, { cards }) => so + (cards ?? 0), 0);
  const asked = isOn ? sum(chapters.filter(({ on }) => on)) : 0;
  return <p class="setting-help deck-cards">{t("decksOn", asked, counted("countCards", sum(chapters)))}</p>;
}

/** Asks once more, since a deck of the user's own is not in the extension. */
function Removal({ deck, busy, onRemove }: Pick<BoxProps, "busy" | "onRemove"> & { readonly deck: DeckId }) {
  const [asked, setAsked] = useState(false);
  return (
    <AskInPlace
      asks={asked}
      question={t("decksRemoveHelp")}
      yes={{ action: "confirm-remove-deck", words: t("decksRemove") }}
      no={{ action: "keep-deck", words: t("decksKeep") }}
      busy={busy}
      onAnswer={(yes) => {
        setAsked(false);
        if (yes) onRemove(deck);
      }}
      opener="remove-deck"
    >
      <p class="settings-actions">
        <ActionButton action="remove-deck" busy={busy} look="quiet-button" onPress={() => setAsked(true)}>
          {t("decksRemove")}
        </ActionButton>
      </p>
    </AskInPlace>
  );
}
