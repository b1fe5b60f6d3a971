import * as v from "valibot";

const wholeNumber = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** The bounds of each setting, for the form and for the check alike. */
export const LIMITS = {
  newPerDay: { min: 0, max: 200 },
  reviewsPerDay: { min: 0, max: 2000 },
  desiredRetention: { min: 0.7, max: 0.97 },
  rolloverHour: { min: 0, max: 23 },
} as const;

/** One schema per setting: each is checked, saved and restored by itself. */
export const SETTING_SCHEMAS = {
  /** New cards introduced per study day. */
  newPerDay: wholeNumber(LIMITS.newPerDay.min, LIMITS.newPerDay.max),
  /** Reviews per study day, new cards not counted. */
  reviewsPerDay: wholeNumber(LIMITS.reviewsPerDay.min, LIMITS.reviewsPerDay.max),
  /** The retrievability at which a card is shown again. */
  desiredRetention: v.pipe(
    v.number(),
    v.minValue(LIMITS.desiredRetention.min),
    v.maxValue(LIMITS.desiredRetention.max),
  ),
  /** The local hour at which a study day starts. */
  rolloverHour: wholeNumber(LIMITS.rolloverHour.min, LIMITS.rolloverHour.max),
  theme: v.picklist(["system", "light", "dark"]),
  /** Whether the new-tab page offers the study session; when off it is a plain quiet page. */
  newTabSession: v.boolean(),
} as const;

export type Settings = { readonly [K in keyof typeof SETTING_SCHEMAS]: v.InferOutput<(typeof SETTING_SCHEMAS)[K]> };
export type SettingKey = keyof Settings;
export type Theme = Settings["theme"];

export const DEFAULT_SETTINGS: Settings = {
  newPerDay: 8,
  reviewsPerDay: 100,
  desiredRetention: 0.9,
  rolloverHour: 4,
  theme: "system",
  newTabSession: true,
};

export const SETTING_KEYS = Object.keys(SETTING_SCHEMAS) as readonly SettingKey[];

/** The value if it is a right one for the setting, else null. */
export function decodeSetting<K extends SettingKey>(key: K, value: unknown): Settings[K] | null {
  const result = v.safeParse(SETTING_SCHEMAS[key], value);
  return result.success ? (result.output as Settings[K]) : null;
}
