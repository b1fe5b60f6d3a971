import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { plainText } from "../../core/deck/plain-text.ts";
import { addressOf, citationOf } from "../../core/deck/reference.ts";
import type { CardId } from "../../core/ids.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { CardActions } from "../../session/cards/card-actions.ts";
import type { CardInfo } from "../../session/cards/card-info.ts";
import { GRADE_NAMES } from "../../session/common/grade-names.ts";
import type { OwnControl } from "../../session/progress/own.ts";
import { useModal } from "../hooks/use-modal.ts";
import { useRead } from "../hooks/use-read.ts";
import { langOf } from "../parts/deck-language.ts";
import { numberText, percent } from "../parts/figures.ts";
import { noHeldPress } from "../parts/no-held-press.ts";
import { standingName, standingText } from "../parts/ring-words.ts";
import { SaidRegion } from "../parts/SaidRegion.tsx";
import { waitText } from "../parts/wait-text.ts";
import { CardActionRow, type RowKind } from "./CardActionRow.tsx";
import { CurvePicture } from "./CurvePicture.tsx";
import { EventList } from "./EventList.tsx";
import { OwnPart } from "./OwnPart.tsx";
import { daysText, dueText, intervalText } from "./words.ts";

interface Props {
  readonly card: CardId;
  readonly readCardInfo: (id: CardId) => Promise<CardInfo | null>;
  /** Null where what is the learner's own is changed elsewhere. */
  readonly own?: OwnControl | null;
  /** Opens another card of its fact; absent where only this one can be looked at. */
  readonly onOpen?: ((card: CardId) => void) | undefined;
  readonly onClose: () => void;
  /** Null where nothing can be done with it. */
  readonly actions: CardActions | null;
  /** What can be done with it here, where it changes anything. */
  readonly kinds: readonly RowKind[];
  /** Another value whenever the card may have changed, so that it is read again. */
  readonly changed: unknown;
  /** Something was tried with it before the dialog was opened, which says what became of it. */
  readonly hasActed?: boolean;
  /** Its answer is still asked for: nothing that gives it away is shown. */
  readonly hidesAnswer?: boolean;
}

/** All that is known of one card, over the list that it was opened from or the page that asks it. */
export function CardDialog({ card, readCardInfo, onClose, actions, changed, ...how }: Props): JSX.Element {
  const { own = null, onOpen, kinds, hasActed = false, hidesAnswer = false } = how;
  const { ref: dialog, close, events } = useModal(onClose);
  useEffect(() => dialog.current?.scrollTo(0, 0), [card]);
  const read = useRead("a card", () => readCardInfo(card), [card, readCardInfo, changed]);
  const info = read.kind === "read" ? read.value : null;
  return (
    <dialog ref={dialog} class="card-info" aria-labelledby="card-info-title" onKeyDown={noHeldPress} {...events}>
      <div class="card-info-bar">
        <button type="button" class="small-button" data-action="close-card" onClick={close}>
          {t("cardClose")}
        </button>
      </div>
      {info === null && <h2 id="card-info-title">{t(read.kind === "reading" ? "cardsReading" : "cardGone")}</h2>}
      {info !== null && (
        <Body info={info} onOpen={onOpen} hidesAnswer={hidesAnswer}>
          {actions && <CardActionRow key={info.id} info={info} actions={actions} kinds={kinds} hasActed={hasActed} />}
          <OwnPart key={info.id} info={info} own={own} />
        </Body>
      )}
      {/* The dialog is read out before the card is there, and not again when another of its fact is opened in it. */}
      <SaidRegion text={info?.question ?? null} lang={info ? langOf(info.language) : undefined} />
    </dialog>
  );
}

interface BodyProps {
  readonly info: CardInfo;
  readonly onOpen: ((card: CardId) => void) | undefined;
  readonly hidesAnswer: boolean;
  /** What can be done with the card. */
  readonly children: ComponentChildren;
}

function Body({ info, onOpen, hidesAnswer, children }: BodyProps): JSX.Element {
  const { state, curve } = info;
  const { memory } = state;
  const lang = langOf(info.language);
  return (
    <>
      <p class="eyebrow" lang={lang}>
        {info.deckTitle} · {info.chapter}
      </p>
      <h2 id="card-info-title" class="card-info-question" lang={lang}>
        {info.question}
      </h2>
      {!hidesAnswer && (
        <p class="card-info-answer" lang={lang}>
          {info.answer}
        </p>
      )}
      {children}
      {curve !== null && (
        <Part title={t("cardCurve")}>
          <CurvePicture curve={curve} today={info.today} dueDay={state.dueDay} wanted={info.desiredRetention} />
        </Part>
      )}
      <Part title={t("cardMemory")}>
        <dl class="card-figures">
          <Figure name={t("cardStanding")} value={standText(info)} />
          <Figure name={t("cardRecall")} value={info.recall === null ? "–" : percent(info.recall)} />
          <Figure name={t("columnStability")} value={memory === null ? "–" : daysText(memory.stability)} />
          <Figure
            name={t("cardDifficulty")}
            value={memory === null ? "–" : t("cardOfTen", numberText(memory.difficulty, 1))}
          />
          <Figure name={t("columnDue")} value={state.dueDay === null ? "–" : dueText(state.dueDay, info.today)} />
          <Figure name={t("cardInterval")} value={intervalText(state)} />
          <Figure name={t("columnReviews")} value={numberText(state.reviews)} />
          <Figure name={t("cardLapses")} value={numberText(state.lapses)} />
        </dl>
        <p class="fine card-terms">
          {t("stabilityHelp", percent(0.9))} {t("difficultyHelp")}
        </p>
      </Part>
      <Part title={t("cardNext")}>
        <dl class="card-figures">
          {info.outcomes.map(({ rating, wait }) => (
            <Figure key={rating} name={t(GRADE_NAMES[rating])} value={waitText(wait)} />
          ))}
        </dl>
      </Part>
      {!hidesAnswer && <Behind info={info} lang={lang} onOpen={onOpen} />}
      <Part title={t("cardHistory")}>
        {info.events.length === 0 ? <p>{t("cardHistoryNone")}</p> : <EventList events={info.events} />}
      </Part>
      <p class="fine">{plural("cardId", state.reviews, info.id)}</p>
    </>
  );
}

interface BehindProps extends Pick<BodyProps, "info" | "onOpen"> {
  readonly lang: string | undefined;
}

/** What the card stands on: its fact, the works, its siblings. */
function Behind({ info, lang, onOpen }: BehindProps): JSX.Element {
  return (
    <>
      {info.statement !== null && (
        <Part title={t("cardFact")}>
          <p lang={lang}>{plainText(info.statement)}</p>
        </Part>
      )}
      {(info.heading !== null || info.references.length > 0) && (
        <Part title={t("sourceSummary")}>
          {info.heading !== null && <p lang={lang}>{info.heading}</p>}
          <ul class="card-references" lang={lang}>
            {info.references.map((reference) => {
              const address = addressOf(reference);
              return (
                <li key={reference.id}>
                  {address === null ? (
                    citationOf(reference)
                  ) : (
                    <a href={address} target="_blank" rel="noopener noreferrer">
                      {citationOf(reference)}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        </Part>
      )}
      {info.siblings.length > 0 && (
        <Part title={t("cardSiblings")}>
          <ul class="card-siblings">
            {info.siblings.map((card) => (
              <li key={card.id}>
                {onOpen ? (
                  <button type="button" class="card-sibling" lang={lang} onClick={() => onOpen(card.id)}>
                    {card.question}
                  </button>
                ) : (
                  <span lang={lang}>{card.question}</span>
                )}{" "}
                <span class="know-standing">{standingText(card)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

/** How it stands, or why it is not asked. */
const standText = ({ off, state, standing }: Pick<CardInfo, "off" | "state" | "standing">): string =>
  off ? t("cardOff") : state.suspended ? t("filterSuspended") : standingName(standing);

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element => (
  <section class="card-part">
    <h3>{title}</h3>
    {children}
  </section>
);

const Figure = ({ name, value }: { readonly name: string; readonly value: string }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
