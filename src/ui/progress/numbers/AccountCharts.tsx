import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../../platform/i18n.ts";
import type { AccountControl } from "../../../session/progress/account.ts";
import { BandLines } from "../../charts/BandLines.tsx";
import { ChartFigure } from "../../charts/ChartFigure.tsx";
import { useLive } from "../../hooks/use-live.ts";
import { ReadingBar } from "../../parts/ReadingBar.tsx";
import { fsrs7Told, hindcastTold } from "./account.ts";

/** What the model foretold, held against what came. Nothing before there is something to hold. */
export function AccountCharts({ account }: { readonly account: AccountControl }): JSX.Element | null {
  useEffect(account.read, [account]);
  const { hindcast, fit, progress } = useLive(account);
  const forecast = useMemo(() => hindcast && hindcastTold(hindcast), [hindcast]);
  const judged = fit !== null && fit.table.length > 0 ? fsrs7Told(fit) : null;
  const reading = progress && <ReadingBar label={t("accountReading")} progress={progress} />;
  if (forecast === null && judged === null) return reading;
  const alone = !forecast?.data || judged === null;
  return (
    <>
      <h2 class="numbers-title">{t("accountTitle")}</h2>
      <div class="numbers-grid" data-account>
        {forecast?.data && (
          <ChartFigure
            title={t("hindcastTitle")}
            {...forecast}
            wide={alone}
            legend={[
              { name: t("hindcastBand"), tone: "hatched" },
              { name: t("hindcastHappened"), tone: "ink" },
            ]}
          >
            <BandLines data={forecast.data} label={t("hindcastTitle")} />
          </ChartFigure>
        )}
        {judged && <ChartFigure title={t("fsrs7Title")} {...judged} wide={alone} />}
      </div>
      {reading}
    </>
  );
}
