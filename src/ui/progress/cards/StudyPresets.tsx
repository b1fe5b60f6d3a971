import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import { allWeakestFirst, cardsOf, dueSoon, namesIn, weakest } from "../../../core/stats/study-presets.ts";
import { t } from "../../../platform/i18n.ts";
import { logFailure } from "../../../platform/log-failure.ts";
import { openVisit } from "../../../platform/visit-cards.ts";
import type { CardList } from "../../../session/progress/card-list.ts";
import { ActionButton } from "../../parts/ActionButton.tsx";

interface Props {
  readonly list: CardList;
  readonly readFailedToday: () => Promise<readonly CardId[]>;
}

const idsOf = (lines: CardList["lines"]): readonly CardId[] => lines.map(({ id }) => id);

/** Custom study: a chapter, a hormone, what was failed today, what is due soon, the weakest, all before an exam. */
export function StudyPresets({ list: { lines, today, exam }, readFailedToday }: Props): JSX.Element {
  const [isNone, setNone] = useState(false);
  const chapters = useMemo(() => namesIn(lines, "chapter"), [lines]);
  const subjects = useMemo(() => namesIn(lines, "subject"), [lines]);
  const [chosen, setChosen] = useState("");
  const [what = "", name = ""] = chosen === "" ? [] : [chosen.slice(0, 7), chosen.slice(8)];

  const choose = (wanted: string): void => {
    setChosen(wanted);
    setNone(false);
  };
  const study = (cards: readonly CardId[]): void => {
    setNone(cards.length === 0);
    if (cards.length > 0) openVisit(cards);
  };
  const press = (action: string, words: string, onPress: () => void, cannot = false): JSX.Element => (
    <ActionButton action={action} busy={cannot} onPress={onPress}>
      {words}
    </ActionButton>
  );
  return (
    <details class="presets">
      <summary>{t("presetTitle")}</summary>
      <p class="fine">{t("presetHint")}</p>
      <p class="presets-row">
        {press("study-failed", t("presetFailed"), () =>
          logFailure("reading what was failed today", readFailedToday().then(study)),
        )}
        {press("study-soon", t("presetSoon"), () => study(idsOf(dueSoon(lines, today))))}
        {press("study-weakest", t("presetWeakest"), () => study(idsOf(weakest(lines))))}
        {exam !== null && press("study-exam", t("presetExam"), () => study(idsOf(allWeakestFirst(lines))))}
      </p>
      <div class="presets-row">
        <label>
          <span class="fine">{t("presetOf")}</span>
          <select name="preset" value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            <option value="">–</option>
            <optgroup label={t("presetChapters")}>
              {chapters.map((one) => (
                <option key={one} value={`chapter ${one}`}>
                  {one}
                </option>
              ))}
            </optgroup>
            <optgroup label={t("presetSubjects")}>
              {subjects.map((one) => (
                <option key={one} value={`subject ${one}`}>
                  {one}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        {press(
          "study-preset",
          t("presetStudy"),
          () => study(what === "chapter" || what === "subject" ? idsOf(cardsOf(lines, what, name)) : []),
          chosen === "",
        )}
      </div>
      <p class="fine" role="status">
        {isNone && t("presetNone")}
      </p>
    </details>
  );
}
