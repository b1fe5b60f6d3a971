import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { plural, t, uiLanguage } from "../../platform/i18n.ts";
import type { HealthControl, HealthResult, HealthState, HealthView, HealthWork } from "../../session/options/health.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { counted, numberText } from "../parts/figures.ts";
import { handBackFocus } from "../parts/hand-back-focus.ts";
import { WorkBar } from "../parts/WorkBar.tsx";

type Props = HealthState & Pick<HealthControl, "onCheck" | "onCorrectClock" | "onTakeClockBack" | "onStop">;

/** How safe the data are, and what can be done about it. */
export function HealthPanel({ health, work, result, ...on }: Props): JSX.Element {
  const busy = work !== null;
  return (
    <section class="health" aria-labelledby="health-title" aria-busy={busy}>
      <h2 id="health-title">{t("healthTitle")}</h2>
      <p>{t("healthIntro")}</p>
      {health && <HealthList health={health} />}
      {health && health.unreadable > 0 && (
        <p data-health="unreadable">{plural("healthUnreadableMeans", health.unreadable)}</p>
      )}
      {health && <NoCopy health={health} />}
      {health && health.stranded > 0 && (
        <Stranded cards={health.stranded} nowMs={health.nowMs} busy={busy} onCorrectClock={on.onCorrectClock} />
      )}
      {health?.corrected && <Corrected {...health.corrected} busy={busy} onTakeClockBack={on.onTakeClockBack} />}
      <p class="settings-actions">
        <ActionButton action="check" busy={busy} onPress={on.onCheck}>
          {t("healthCheck")}
        </ActionButton>
      </p>
      {work && <Work work={work} onStop={on.onStop} />}
      <p class="setting-help" role="status" data-health-result={result?.kind}>
        {result && resultText(result)}
      </p>
    </section>
  );
}

/** Why there is no daily copy, or not of everything. */
function NoCopy({ health: { copyTooLarge, copyBeyond } }: { readonly health: HealthView }): JSX.Element | null {
  const decks = copyBeyond?.decks.length ? new Intl.ListFormat(uiLanguage()).format(copyBeyond.decks) : null;
  if (copyTooLarge) {
    const sentence = decks === null ? t("healthCopyTooLarge") : t("healthCopyTooLargeDecks", decks);
    return <p data-health="copy-too-large">{sentence}</p>;
  }
  if (copyBeyond === null) return null;
  const sentence = decks === null ? t("healthCopyBeyond") : t("healthCopyWithout", decks);
  return <p data-health="copy-beyond">{sentence}</p>;
}

interface StrandedProps extends Pick<Props, "onCorrectClock"> {
  readonly cards: number;
  readonly nowMs: number;
  readonly busy: boolean;
}

/**
 * Either a clock ran ahead, or it is behind now, and then these cards are right. So it says which day the clock has. It goes when its
 * button has done its work.
 */
function Stranded({ cards, nowMs, busy, onCorrectClock }: StrandedProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => handBackFocus(box.current), []);
  return (
    <div class="health-stranded" role="alert" ref={box}>
      <p>{plural("healthStranded", cards, dateText(nowMs))}</p>
      <p class="settings-actions">
        <ActionButton action="correct-clock" busy={busy} onPress={onCorrectClock}>
          {t("healthCorrectClock")}
        </ActionButton>
      </p>
    </div>
  );
}

interface CorrectedProps extends Pick<Props, "onTakeClockBack"> {
  readonly cards: number;
  readonly atMs: number;
  readonly busy: boolean;
}

/** For who has met afterwards that it was the clock of then that was wrong. It goes when its button has done its work. */
function Corrected({ cards, atMs, busy, onTakeClockBack }: CorrectedProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => handBackFocus(box.current), []);
  return (
    <div class="health-corrected" ref={box}>
      <p>{plural("healthCorrected", cards, dateText(atMs))}</p>
      <p class="settings-actions">
        <ActionButton action="take-clock-back" busy={busy} onPress={onTakeClockBack}>
          {t("healthTakeClockBack")}
        </ActionButton>
      </p>
    </div>
  );
}

const LABEL = {
  check: "healthChecking",
  clockCorrected: "healthCorrectClock",
  clockTakenBack: "healthTakeClockBack",
} as const;

const Work = ({ work, onStop }: { readonly work: HealthWork; readonly onStop: () => void }): JSX.Element => (
  <WorkBar work={work} label={t(LABEL[work.kind])} stop={{ action: "stop-check", onStop }} />
);

function HealthList({ health }: { readonly health: HealthView }): JSX.Element {
  const { persisted, events, newer, unreadable, copiedAtMs, fileAtMs, selfTest, upgrade } = health;
  return (
    <dl class="health-list">
      <Line label={t("healthEvents")} value={numberText(events)} />
      {newer > 0 && <Line label={t("healthNewer")} value={numberText(newer)} />}
      {unreadable > 0 && <Line label={t("healthUnreadable")} value={numberText(unreadable)} />}
      <Line label={t("healthPersisted")} value={t(persisted ? "healthPersistedYes" : "healthPersistedNo")} />
      <Line label={t("healthCopied")} value={copiedAtMs === null ? t("healthNone") : dateText(copiedAtMs)} />
      <Line label={t("healthFile")} value={fileAtMs === null ? t("healthNone") : dateText(fileAtMs)} />
      <Line
        label={t("healthSelfTest")}
        value={
          selfTest === null
            ? t("healthNone")
            : `${dateText(selfTest.atMs)}: ${differencesText(selfTest.found, selfTest.left)}`
        }
      />
      {upgrade !== "verified" && (
        <Line
          label={t("healthUpgrade")}
          value={t(upgrade === "pending" ? "healthUpgradePending" : "healthUpgradeDamaged")}
        />
      )}
    </dl>
  );
}

const Line = ({ label, value }: { readonly label: string; readonly value: string }): JSX.Element => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

function differencesText(found: number, left: number): string {
  if (found === 0) return t("healthNoDifferences");
  const sentence = plural("healthDifferences", found);
  return left === 0 ? sentence : `${sentence} ${plural("healthNotMended", left)}`;
}

/** Says that something was mended only where something was. */
function resultText(result: HealthResult): string {
  switch (result.kind) {
    case "clean":
      return plural("healthClean", result.events, counted("countCards", result.cards));
    case "differences":
      return differencesOf(result).join(" ");
    case "stopped":
      return [...differencesOf(result), t("healthStopped")].join(" ");
    case "clockCorrected":
      return plural("healthClockCorrected", result.cards);
    case "clockTakenBack":
      return plural("healthClockTakenBack", result.cards);
    case "failed":
      return [...differencesOf({ ...result, left: 0 }), result.sentence].join(" ");
  }
}

function differencesOf({ mended, left }: { readonly mended: number; readonly left: number }): readonly string[] {
  return [...(mended > 0 ? [plural("healthMended", mended)] : []), ...(left > 0 ? [plural("healthLeft", left)] : [])];
}

const dateText = (atMs: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long" }).format(new Date(atMs));
