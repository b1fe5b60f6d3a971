import type { JSX } from "preact";
import type { StudyDay } from "../../../core/time/study-day.ts";
import { plural, t, uiLanguage } from "../../../platform/i18n.ts";
import type { Sheet } from "../../../session/progress/read-sheets.ts";
import { dayText } from "../../parts/days.ts";
import { useDeckLang } from "../../parts/deck-language.ts";
import { percent } from "../../parts/figures.ts";
import { ChapterBar } from "../ChapterList.tsx";
import { chapterCounts } from "../chapter-counts.ts";
import { FactRing } from "../FactRing.tsx";
import { chapterScale, MOST_CHAPTERS } from "./chapter-room.ts";
import { FadingList } from "./FadingList.tsx";
import { Figures } from "./Figures.tsx";
import { SheetMap } from "./SheetMap.tsx";

interface Props {
  readonly sheet: Sheet;
  readonly today: StudyDay;
  /** 0 to 1. */
  readonly desiredRetention: number;
}

/**
 * One printed page, A4 or Letter. Every part has the same place and size whatever it says, so that a teacher who lays ten
 * of them side by side finds the same thing at the same place.
 */
export function ReportSheet({ sheet, today, desiredRetention }: Props): JSX.Element {
  const { deck, off, table, fading, map } = sheet;
  const lang = useDeckLang();
  const chapters = deck.chapters.slice(0, MOST_CHAPTERS);
  const counts = chapterCounts(deck);
  const scale = chapterScale(chapters.map(({ title }) => title));
  const more = deck.chapters.length - chapters.length;
  return (
    <article class="report-sheet" aria-labelledby="sheet-title" data-map={map !== null || undefined}>
      <header class="sheet-head">
        <div>
          <h2 id="sheet-title" lang={lang}>
            {deck.title}
          </h2>
          <p>{t("reportMade", dayText(today))}</p>
        </div>
        <label class="sheet-name">
          {t("sheetName")}
          <input type="text" name="name" autoComplete="off" spellcheck={false} />
        </label>
      </header>
      <div class="sheet-ring">
        <FactRing deck={deck} today={today} />
      </div>
      <Figures deck={deck} table={table} today={today} desiredRetention={desiredRetention} />
      {map !== null && <SheetMap deck={deck} map={map} />}
      <section class="sheet-chapters" aria-labelledby="sheet-chapters-title">
        <h3 id="sheet-chapters-title">{t("sheetChapters")}</h3>
        <ul style={{ "--scale": scale }}>
          {chapters.map((chapter, i) => (
            <li key={chapter.id}>
              <span class="sheet-chapter" lang={lang}>
                {chapter.title}
              </span>{" "}
              <span>{counts[i]}</span>
              <ChapterBar chapter={chapter} />
            </li>
          ))}
        </ul>
        {more > 0 && <p>{plural("sheetMoreChapters", more)}</p>}
      </section>
      <FadingList cards={fading} desiredRetention={desiredRetention} lang={lang} />
      <footer class="sheet-foot">
        {off.length > 0 && (
          <p data-off>
            {t("sheetOff")} <span lang={lang}>{new Intl.ListFormat(uiLanguage(), { type: "unit" }).format(off)}</span>.
          </p>
        )}
        <p>{t("sheetFoot", percent(desiredRetention))}</p>
      </footer>
    </article>
  );
}
