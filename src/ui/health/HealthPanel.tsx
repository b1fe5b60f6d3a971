import type { JSX } from "preact";
import { plural, t, uiLanguage } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { HealthResultLine } from "./HealthResultLine.tsx";
import type { HealthResult, HealthView } from "./health-view.ts";

interface Props {
  /** Null until it is known. */
  readonly health: HealthView | null;
  readonly busy: boolean;
  readonly result: HealthResult | null;
  readonly onCheck: () => void;
  readonly onCorrectClock: () => void;
}

/** How safe the data are, and what can be done about it. */
export function HealthPanel({ health, busy, result, onCheck, onCorrectClock }: Props): JSX.Element {
  return (
    <section class="health" aria-labelledby="health-title" aria-busy={busy}>
      <h2 id="health-title">{t("healthTitle")}</h2>
      <p>{t("healthIntro")}</p>
      {health && <HealthList health={health} />}
      {health && health.stranded > 0 && (
        <div class="health-stranded" role="alert">
          <p>{plural("healthStranded", health.stranded)}</p>
          <p class="settings-actions">
            <ActionButton action="bring-back" busy={busy} onPress={onCorrectClock}>
              {t("healthBringBack")}
            </ActionButton>
          </p>
        </div>
      )}
      <p class="settings-actions">
        <ActionButton action="check" busy={busy} onPress={onCheck}>
          {t("healthCheck")}
        </ActionButton>
      </p>
      <p class="setting-help" role="status" data-health-result={result?.kind}>
        {result && <HealthResultLine result={result} />}
      </p>
    </section>
  );
}

function HealthList({ health }: { readonly health: HealthView }): JSX.Element {
  const { persisted, events, snapshotAtMs, snapshots, fileAtMs, selfTest } = health;
  const checked = selfTest && `${dateText(selfTest.atMs)}: ${plural("healthDifferences", selfTest.differences)}`;
  return (
    <dl class="health-list">
      <Line label={t("healthEvents")} value={events.toLocaleString(uiLanguage())} />
      <Line label={t("healthPersisted")} value={t(persisted ? "healthPersistedYes" : "healthPersistedNo")} />
      <Line
        label={t("healthSnapshot")}
        value={snapshotAtMs === null ? t("healthNone") : plural("healthSnapshots", snapshots, dateText(snapshotAtMs))}
      />
      <Line label={t("healthFile")} value={fileAtMs === null ? t("healthNone") : dateText(fileAtMs)} />
      <Line label={t("healthSelfTest")} value={checked ?? t("healthNone")} />
    </dl>
  );
}

const Line = ({ label, value }: { readonly label: string; readonly value: string }): JSX.Element => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

const dateText = (atMs: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long" }).format(new Date(atMs));
