import type { JSX } from "preact";
import { EXAM } from "../../core/memory/exam.ts";
import { outsideText } from "../../core/outside-text.ts";
import { CATCH_UP, PAUSE } from "../../core/plan/away.ts";
import { isSettingKey } from "../../core/settings.ts";
import type { FileChanges } from "../../exchange/changes/file-changes.ts";
import type { Preview } from "../../jobs/messages.ts";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";
import { kindText } from "../../session/common/event-words.ts";
import { numberText } from "../parts/figures.ts";
import { SETTING_NAMES } from "../parts/setting-names.ts";

const PLANS: ReadonlyMap<string, MessageKey> = new Map([
  [PAUSE, "pauseTitle"],
  [CATCH_UP, "previewCatchUp"],
  [EXAM, "examTitle"],
]);
const DECKS: Readonly<Record<Preview["decks"][number]["what"], MessageKey>> = {
  new: "previewDeckNew",
  removed: "previewDeckRemoved",
  update: "previewDeckUpdate",
  older: "previewDeckOlder",
  known: "previewDeckKnown",
  bundled: "previewDeckBundled",
};

interface Props {
  readonly preview: Preview;
  /** Whether its settings would come along. */
  readonly withSettings: boolean;
}

/** What comes of a file, with its settings or without. */
export const comingWith = (preview: Preview, withSettings: boolean): Preview["withoutSettings"] =>
  withSettings ? { ...preview, inFuture: preview.merge.inFuture } : preview.withoutSettings;

/** What a file holds and what it would change, each where there is any of it. */
export function PreviewCounts({ preview, withSettings }: Props): JSX.Element {
  const { merge, replace, leftOut } = preview;
  const coming = comingWith(preview, withSettings);
  const madeAt = new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long", timeStyle: "short" });
  return (
    <dl class="preview-counts">
      {preview.exportedAtMs === null ? (
        <Line label={t("previewKind")} value={t("previewAnki")} />
      ) : (
        <Line label={t("previewMade")} value={madeAt.format(preview.exportedAtMs)} />
      )}
      <Line name="added" label={t("previewNew")} value={numberText(coming.added)} />
      <Parts ofKind={Object.entries(coming.addedOfKind)} />
      <Count name="again" label="previewAgain" count={coming.again} />
      <Line name="known" label={t("previewKnown")} value={numberText(preview.known)} />
      <Count name="conflicting" label="previewConflicts" count={preview.conflicting} />
      <Count name="fromNewer" label="previewFromNewer" count={coming.fromNewer} />
      <Count name="cards" label="previewCards" count={merge.cards} />
      <Count name="stopCounting" label="previewStopCounting" count={merge.stopCounting} />
      <Count name="beforeReset" label="previewBeforeReset" count={merge.beforeReset} />
      <Count name="moveDay" label="previewMoveDay" count={merge.moveDay} />
      <Count name="inFuture" label="previewInFuture" count={coming.inFuture} />
      <Count name="resets" label="previewResets" count={preview.resets} />
      <Count name="takenBack" label="previewTakenBack" count={replace?.stopCounting ?? 0} />
      <Count name="othersTakenBack" label="previewOthersTakenBack" count={coming.othersTakenBack} />
      {leftOut.reviews > 0 && (
        <Line
          name="leftOut"
          label={t("previewLeftOut")}
          value={t("previewLeftOutCounts", numberText(leftOut.reviews), numberText(leftOut.cards))}
        />
      )}
      <Count name="byHand" label="previewByHand" count={preview.byHand} />
      <Count name="foreign" label="previewForeign" count={preview.foreignNotes} />
      {preview.decks.map(({ id, title, what }) => (
        <Line key={id} label={outsideText(title)} value={t(DECKS[what])} />
      ))}
      {withSettings && <List name="settings" label="previewChangesSettings" items={settingNames(preview)} />}
      <List name="on" label="previewSwitchesOn" items={switched(merge, true)} />
      <List name="off" label="previewSwitchesOff" items={switched(merge, false)} />
    </dl>
  );
}

const Line = ({ name, label, value }: { readonly name?: string; readonly label: string; readonly value: string }) => (
  <>
    <dt>{label}</dt>
    <dd data-count={name}>{value}</dd>
  </>
);

/** What the new entries are, as a list within theirs: whoever adds up all lines would count them twice. */
const Parts = ({ ofKind }: { readonly ofKind: readonly (readonly [kind: string, count: number])[] }) =>
  ofKind.length === 0 ? null : (
    <dd class="preview-parts">
      <dl>
        {ofKind.map(([kind, count]) => (
          <Line
            key={kind}
            name={`added-${kind}`}
            label={kindText(kind) ?? outsideText(kind)}
            value={numberText(count)}
          />
        ))}
      </dl>
    </dd>
  );

const Count = ({
  name,
  label,
  count,
}: {
  readonly name: string;
  readonly label: MessageKey;
  readonly count: number;
}) => (count === 0 ? null : <Line name={name} label={t(label)} value={numberText(count)} />);

const List = (props: { readonly name: string; readonly label: MessageKey; readonly items: readonly string[] }) =>
  props.items.length === 0 ? null : (
    <Line name={props.name} label={t(props.label)} value={new Intl.ListFormat(uiLanguage()).format(props.items)} />
  );

/** Those that adding or replacing would change. */
const settingNames = ({ merge, replace }: Preview): string[] => {
  const keys = [...merge.settings, ...(replace?.settings ?? [])].map(({ key }) => key);
  const settings = [...new Set(keys)].map((key) => (isSettingKey(key) ? t(SETTING_NAMES[key]) : outsideText(key)));
  const plans = [...new Set([...merge.plans, ...(replace?.plans ?? [])])];
  return [...settings, ...plans.map(planName)];
};

const planName = (key: string): string => {
  const name = PLANS.get(key);
  return name === undefined ? outsideText(key) : t(name);
};

const switched = ({ switches }: FileChanges, wanted: boolean): string[] =>
  switches.filter(({ on }) => on === wanted).map(({ title }) => outsideText(title));
