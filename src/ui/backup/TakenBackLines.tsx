import type { JSX } from "preact";
import type { Preview } from "../../jobs/messages.ts";
import { comingWith, settingNames, switched } from "./coming-with.ts";
import { Count, List, Parts } from "./PreviewLines.tsx";

interface Props {
  readonly preview: Preview;
  /** Whether settings would come along, here and in the file. */
  readonly withSettings: boolean;
  /** Whether to name what adding the file would change as well: where it is asked before replacing, all of it counts. */
  readonly isWhole?: boolean;
}

/** What is set for single cards and would go, and what would stand again. */
const CARDS = [
  ["ending", "suspended", "previewEndSuspended"],
  ["ending", "putOff", "previewEndPutOff"],
  ["ending", "stars", "previewEndStars"],
  ["ending", "wordings", "previewEndWordings"],
  ["returning", "suspended", "previewReturnSuspended"],
  ["returning", "putOff", "previewReturnPutOff"],
  ["returning", "stars", "previewReturnStars"],
  ["returning", "wordings", "previewReturnWordings"],
] as const;

/** Whether replacing takes anything back. */
export const takesBack = (preview: Preview, withSettings: boolean): boolean =>
  (preview.replace?.stopCounting ?? 0) + comingWith(preview, withSettings).othersTakenBack > 0;

/** What replacing takes back: reviews, other entries, and what that comes to for the cards and decks here. */
export function TakenBackLines({ preview, withSettings, isWhole = false }: Props): JSX.Element | null {
  const { merge, replace } = preview;
  if (!replace) return null;
  const said = isWhole ? null : merge;
  const [on, off] = [switched(replace, true, said), switched(replace, false, said)];
  const settings = isWhole && withSettings ? settingNames([replace]) : [];
  const ofCards = CARDS.filter(([way, what]) => replace[way][what] > 0);
  const others = comingWith(preview, withSettings).othersTakenBack;
  const lines = ofCards.map(([way, what, label]) => (
    <Count key={label} name={`${way}-${what}`} label={label} count={replace[way][what]} />
  ));
  return (
    <>
      <Count name="takenBack" label="previewTakenBack" count={replace.stopCounting} />
      <Count name="othersTakenBack" label="previewOthersTakenBack" count={others} />
      {others > 0 && lines.length > 0 ? <Parts>{lines}</Parts> : lines}
      <List name="replaceOn" label="previewReplaceOn" items={on} />
      <List name="replaceOff" label="previewReplaceOff" items={off} />
      <List name="replaceSettings" label="previewChangesSettings" items={settings} />
    </>
  );
}
