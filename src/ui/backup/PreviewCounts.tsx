import type { JSX } from "preact";
import { outsideText } from "../../core/outside-text.ts";
import type { Preview } from "../../jobs/messages.ts";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";
import { kindText } from "../../session/common/event-words.ts";
import { numberText } from "../parts/figures.ts";
import { comingWith, settingNames, switched } from "./coming-with.ts";
import { Count, Line, List, Parts } from "./PreviewLines.tsx";
import { TakenBackLines } from "./TakenBackLines.tsx";

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
      {Object.keys(coming.addedOfKind).length + preview.twins > 0 && (
        <Parts>
          {Object.entries(coming.addedOfKind).map(([kind, count]) => (
            <Line
              key={kind}
              name={`added-${kind}`}
              label={kindText(kind) ?? outsideText(kind)}
              value={numberText(count)}
            />
          ))}
          <Count name="twins" label="previewTwins" count={preview.twins} />
        </Parts>
      )}
      <Count name="again" label="previewAgain" count={coming.again} />
      <Line name="known" label={t("previewKnown")} value={numberText(preview.known)} />
      <Count name="mended" label="previewMended" count={preview.mended} />
      <Count name="conflicting" label="previewConflicts" count={preview.conflicting} />
      <Count name="fromNewer" label="previewFromNewer" count={coming.fromNewer} />
      <Count name="cards" label="previewCards" count={merge.cards} />
      <Count name="stopCounting" label="previewStopCounting" count={merge.stopCounting} />
      <Count name="beforeReset" label="previewBeforeReset" count={merge.beforeReset} />
      <Count name="moveDay" label="previewMoveDay" count={merge.moveDay} />
      <Count name="inFuture" label="previewInFuture" count={coming.inFuture} />
      <Count name="resets" label="previewResets" count={preview.resets} />
      <TakenBackLines preview={preview} withSettings={withSettings} />
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
      {withSettings && <List name="settings" label="previewChangesSettings" items={settingNames([merge, replace])} />}
      <List name="on" label="previewSwitchesOn" items={switched(merge, true)} />
      <List name="off" label="previewSwitchesOff" items={switched(merge, false)} />
    </dl>
  );
}
