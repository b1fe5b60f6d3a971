/** What a file would change, as a page names it: settings, plans and switches, with the settings of the file or without. */
import { MORE_NEW } from "../../core/log/kinds/plan.ts";
import { EXAM } from "../../core/memory/exam.ts";
import { outsideText } from "../../core/outside-text.ts";
import { CATCH_UP, PAUSE } from "../../core/plan/away.ts";
import { same } from "../../core/same.ts";
import { isSettingKey } from "../../core/settings.ts";
import type { FileChanges } from "../../exchange/changes/file-changes.ts";
import type { Preview } from "../../jobs/messages.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { SETTING_NAMES } from "../parts/setting-names.ts";

const PLANS: ReadonlyMap<string, MessageKey> = new Map([
  [PAUSE, "pauseTitle"],
  [CATCH_UP, "previewCatchUp"],
  [EXAM, "examTitle"],
  [MORE_NEW, "moreNewTitle"],
]);

/** What comes of a file, with its settings or without. */
export const comingWith = (preview: Preview, withSettings: boolean): Preview["withoutSettings"] =>
  withSettings ? { ...preview, inFuture: preview.merge.inFuture } : preview.withoutSettings;

/** The settings and plans that any of some ways would change. */
export function settingNames(ways: readonly (FileChanges | null)[]): string[] {
  const keys = ways.flatMap((way) => way?.settings.map(({ key }) => key) ?? []);
  const settings = [...new Set(keys)].map((key) => (isSettingKey(key) ? t(SETTING_NAMES[key]) : outsideText(key)));
  const plans = new Set(ways.flatMap((way) => way?.plans ?? []));
  return [...settings, ...[...plans].map(planName)];
}

const planName = (key: string): string => {
  const name = PLANS.get(key);
  return name === undefined ? outsideText(key) : t(name);
};

/** The decks and chapters that would be switched on, or off. @param others those of another way, which need no second word */
export const switched = ({ switches }: FileChanges, wanted: boolean, others: FileChanges | null = null): string[] =>
  switches
    .filter(({ on }) => on === wanted)
    .filter((one) => !others?.switches.some((other) => same(one, other)))
    .map(({ title }) => outsideText(title));
