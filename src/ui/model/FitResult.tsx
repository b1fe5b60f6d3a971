import type { JSX } from "preact";
import type { ModelFit } from "../../jobs/fit.ts";
import { plural, t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { lossText, numberText } from "../parts/figures.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";
import { CalibrationPlot } from "./CalibrationPlot.tsx";
import { PREDICTOR_NAMES } from "./predictor-names.ts";

interface Props {
  /** Null until one was asked for. */
  readonly fit: ModelFit | null;
  readonly busy: boolean;
  readonly onAdopt: () => void;
}

/** What a fit found, said first in a sentence, then in figures. */
export function FitResult({ fit, busy, onAdopt }: Props): JSX.Element {
  return (
    <div class="fit-result" data-worth-it={fit?.worthIt}>
      {/* There before its words, which are not read out else. */}
      <p role="status">
        <ToldAnew of={fit}>{fit && <span>{verdict(fit)}</span>}</ToldAnew>
      </p>
      {fit?.worthIt && (
        <>
          <p class="setting-help">{t("modelAdoptHelp")}</p>
          <p class="settings-actions">
            <ActionButton action="adopt" busy={busy} onPress={onAdopt}>
              {t("modelAdopt")}
            </ActionButton>
          </p>
        </>
      )}
      {fit !== null && fit.table.length > 0 && <Figures fit={fit} />}
    </div>
  );
}

function verdict({ fitted, scored, judgedOn, worthIt, againstPresent }: ModelFit): string {
  if (fitted === "none" || judgedOn === 0) return plural("modelTooFew", scored);
  if (!worthIt) return plural("modelNotBetter", judgedOn);
  return plural("modelBetter", judgedOn, lossText(Math.abs(againstPresent?.mean ?? 0)));
}

function Figures({ fit }: { readonly fit: ModelFit }): JSX.Element {
  const { fittedTo, judgedOn, table, calibration } = fit;
  return (
    <details class="fit-figures">
      <summary>{t("modelFigures")}</summary>
      <p class="setting-help">{t("modelJudged", numberText(fittedTo), numberText(judgedOn))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard too. */}
      <section class="wide-table" aria-label={t("modelFigures")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("modelPrediction")}</th>
              <th scope="col">{t("modelLogLoss")}</th>
              <th scope="col">{t("modelRmse")}</th>
              <th scope="col">{t("modelAuc")}</th>
            </tr>
          </thead>
          <tbody>
            {table.map(({ predictor, logLoss, rmseBins, areaUnderCurve }) => (
              <tr key={predictor} data-predictor={predictor}>
                <th scope="row">{t(PREDICTOR_NAMES[predictor])}</th>
                <td>{lossText(logLoss)}</td>
                <td>{lossText(rmseBins)}</td>
                <td>{areaUnderCurve === null ? "–" : lossText(areaUnderCurve)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="setting-help">{t("modelFiguresHelp")}</p>
      <CalibrationPlot fitted={calibration.fitted} present={calibration.present} />
    </details>
  );
}
