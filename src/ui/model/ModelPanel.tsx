import type { JSX } from "preact";
import { DEFAULT_NAME } from "../../core/memory/weights.ts";
import { t } from "../../platform/i18n.ts";
import type { ModelControl, ModelResult, ModelState, ModelWork } from "../../session/options/model.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { FitResult } from "./FitResult.tsx";
import { ReschedulePanel } from "./ReschedulePanel.tsx";
import { WorkloadPanel } from "./WorkloadPanel.tsx";

interface Props extends ModelState, Omit<ModelControl, "current" | "subscribe" | "reload"> {
  readonly desiredRetention: number;
  readonly onRetention: (value: number) => void;
}

/** The memory model in force, weights fitted to the user's own answers, and what a desired retention costs. */
export function ModelPanel(props: Props): JSX.Element {
  const { weights, before, work, fit, result, onFit, onAdopt, onTakeBack, onStop } = props;
  const busy = work !== null;
  const isDefault = weights === DEFAULT_NAME;
  return (
    <section class="model" aria-labelledby="model-title" aria-busy={busy}>
      <h2 id="model-title">{t("modelTitle")}</h2>
      <p>{t("modelIntro")}</p>
      <p data-model={isDefault ? "default" : "fitted"}>
        <strong>{t(isDefault ? "modelDefault" : "modelFitted")}</strong>
      </p>
      {!isDefault && (
        <details>
          <summary>{t("modelWeights")}</summary>
          <p class="model-weights">{weights}</p>
          <p class="setting-help">{t("modelWeightsHelp")}</p>
        </details>
      )}
      <p class="settings-actions">
        <ActionButton action="fit" busy={busy} onPress={onFit}>
          {t("modelFit")}
        </ActionButton>
        {before !== null && before !== weights && (
          <ActionButton action="weights-before" look="quiet-button" busy={busy} onPress={onTakeBack}>
            {t(before === DEFAULT_NAME ? "modelBackToDefault" : "modelBack")}
          </ActionButton>
        )}
      </p>
      {work !== null && work.kind !== "workload" && <Work work={work} onStop={onStop} />}
      <p class="setting-help" role="status" data-model-result={result?.kind}>
        {result && resultText(result)}
      </p>
      {fit !== null && <FitResult fit={fit} busy={busy} onAdopt={onAdopt} />}
      <ReschedulePanel rescheduling={props.rescheduling} busy={busy} onReschedule={props.onReschedule} />
      <WorkloadPanel {...props} work={work?.kind === "workload" ? <Work work={work} onStop={onStop} /> : null} />
    </section>
  );
}

function Work({ work, onStop }: { readonly work: ModelWork; readonly onStop: () => void }): JSX.Element {
  const known = work.total > 0;
  return (
    <div class="work-bar">
      <progress aria-label={t("modelWorking")} {...(known && { value: work.done, max: work.total })} />
      {(work.kind === "fit" || work.kind === "workload") && (
        <button type="button" class="quiet-button" data-action="stop-model" onClick={onStop}>
          {t("exchangeStop")}
        </button>
      )}
    </div>
  );
}

function resultText(result: ModelResult): string {
  switch (result.kind) {
    case "adopted":
      return t("modelAdopted");
    case "rescheduled":
      return t("rescheduleDone");
    case "putBack":
      return t("reschedulePutBack");
    case "stopped":
      return t("modelStopped");
    case "failed":
      return result.sentence;
  }
}
