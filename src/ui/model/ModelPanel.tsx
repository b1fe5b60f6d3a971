import type { JSX } from "preact";
import { DEFAULT_NAME } from "../../core/memory/weights.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { ModelControl, ModelResult, ModelState, ModelWork } from "../../session/options/model.ts";
import { overtakenText } from "../../session/options/new-days.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { WorkBar } from "../parts/WorkBar.tsx";
import { FitResult } from "./FitResult.tsx";
import { ReschedulePanel } from "./ReschedulePanel.tsx";
import { WorkloadPanel } from "./WorkloadPanel.tsx";

interface Props
  extends ModelState,
    Omit<ModelControl, "current" | "subscribe" | "reload" | "onChanged" | "onLoadChanged"> {
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
      <FitResult fit={fit} busy={busy} onAdopt={onAdopt} />
      <ReschedulePanel
        rescheduling={props.rescheduling}
        canPutBack={props.canPutBack}
        begun={props.daysBegun}
        busy={busy}
        isGiven={result?.kind === "rescheduled"}
        onReschedule={props.onReschedule}
      />
      <WorkloadPanel {...props} work={work?.kind === "workload" ? <Work work={work} onStop={onStop} /> : null} />
    </section>
  );
}

/** Weights are in force at once; the states go on by themselves. */
const Work = ({ work, onStop }: { readonly work: ModelWork; readonly onStop: () => void }): JSX.Element => (
  <WorkBar
    work={work}
    label={t("modelWorking")}
    isCounted={work.kind === "reschedule"}
    stop={work.kind === "adopt" ? null : { action: "stop-model", onStop }}
  />
);

function resultText(result: ModelResult): string {
  switch (result.kind) {
    case "adopted":
      return t("modelAdopted");
    case "rescheduled":
      return `${t("rescheduleDone")}${result.meanwhile > 0 ? ` ${plural("doneMeanwhile", result.meanwhile)}` : ""}`;
    case "putBack":
      return t("reschedulePutBack");
    case "stopped":
      return t("modelStopped");
    case "inPart":
      return t("exchangeCancelled");
    case "overtaken":
      return overtakenText(result.by);
    case "failed":
      return result.sentence;
  }
}
