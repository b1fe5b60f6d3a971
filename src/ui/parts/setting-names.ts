import type { SettingKey } from "../../core/settings.ts";
import type { MessageKey } from "../../platform/i18n.ts";

/** What each setting is called, wherever it is spoken of. */
export const SETTING_NAMES: Readonly<Record<SettingKey, MessageKey>> = {
  newPerDay: "optionsNewPerDay",
  reviewsPerDay: "optionsReviewsPerDay",
  desiredRetention: "optionsRetention",
  rolloverHour: "optionsRollover",
  easyDays: "easyDaysTitle",
  theme: "optionsTheme",
  newTabSession: "optionsNewTab",
  quietAfter: "optionsQuietAfter",
  typeAnswers: "optionsType",
  singleKeyShortcuts: "optionsSingleKeys",
  reminder: "optionsReminder",
  reminderHour: "optionsReminderHour",
  dailyCopy: "optionsCopy",
  weights: "modelWeights",
};
