import { readEasyDays, USUAL_WEEK } from "./memory/easy-days.ts";
import { DEFAULT_NAME, readWeights } from "./memory/weights.ts";

/**
 * Every setting, described once: the check, the form and the defaults all read this table. It is small enough to be
 * written out, so that the first load of a study page needs no schema library.
 */
const SPECS = {
  /** New cards introduced per study day. */
  newPerDay: { kind: "whole", min: 0, max: 200, default: 3 },
  /** Reviews per study day, new cards not counted. */
  reviewsPerDay: { kind: "whole", min: 0, max: 2000, default: 100 },
  /** The retrievability at which a card is shown again. */
  desiredRetention: { kind: "number", min: 0.7, max: 0.97, default: 0.9 },
  /** The local hour at which a study day starts. */
  rolloverHour: { kind: "whole", min: 0, max: 23, default: 4 },
  /** How many cards each day of the week is to have, as `writeEasyDays` puts it. */
  easyDays: { kind: "week", default: USUAL_WEEK },
  theme: { kind: "choice", of: ["system", "light", "dark"], default: "system" },
  /** Whether the new-tab page offers the study session; when off it is a plain quiet page. */
  newTabSession: { kind: "switch", default: true },
  /** After so many cards of one study day new tabs are quiet until the next; 0 for never. */
  quietAfter: { kind: "whole", min: 0, max: 500, default: 0 },
  /** Whether answers are typed on cards that allow it, see `typedAnswers`. */
  typeAnswers: { kind: "switch", default: false },
  /** Whether a letter, a digit or a punctuation mark acts by itself on the pages where cards are answered. */
  singleKeyShortcuts: { kind: "switch", default: true },
  /** Whether a backup is saved in the downloads on each study day; counts only with the browser's permission. */
  dailyCopy: { kind: "switch", default: false },
  /** Whether a notification reminds of what is due, once a day; counts only with the browser's permission. */
  reminder: { kind: "switch", default: false },
  /** The local hour from which it does. */
  reminderHour: { kind: "whole", min: 0, max: 23, default: 18 },
  /** The weights of the memory model, as `writeWeights` puts them; the word for those that fit most people. */
  weights: { kind: "weights", default: DEFAULT_NAME },
} as const;

export type SettingKey = keyof typeof SPECS;
type Spec = (typeof SPECS)[SettingKey];
type ValueOf<S extends Spec> = S extends { kind: "choice"; of: readonly (infer V)[] }
  ? V
  : S extends { kind: "switch" }
    ? boolean
    : S extends { kind: "weights" | "week" }
      ? string
      : number;

export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof SPECS)[K]> };
export type Theme = Settings["theme"];

export const SETTING_KEYS = Object.keys(SPECS) as readonly SettingKey[];
/** Those that the user chooses in the form, one by one. Weights are fitted, and adopted as a whole. */
export type FormKey = Exclude<SettingKey, "weights">;
export const FORM_KEYS: readonly FormKey[] = SETTING_KEYS.filter((key): key is FormKey => key !== "weights");

export const DEFAULT_SETTINGS = Object.fromEntries(SETTING_KEYS.map((key) => [key, SPECS[key].default])) as Settings;

type NumberKey = { [K in SettingKey]: (typeof SPECS)[K] extends { min: number } ? K : never }[SettingKey];
/** The bounds of the settings that are numbers, both included. */
export const LIMITS: Readonly<Record<NumberKey, { readonly min: number; readonly max: number }>> = SPECS;

/** Whether text names a setting. */
export const isSettingKey = (text: string): text is SettingKey => Object.hasOwn(SPECS, text);

/** The value if it is a right one for the setting, else null. */
export function decodeSetting<K extends SettingKey>(key: K, value: unknown): Settings[K] | null {
  return fits(SPECS[key], value) ? (value as Settings[K]) : null;
}

function fits(spec: Spec, value: unknown): boolean {
  switch (spec.kind) {
    case "switch":
      return typeof value === "boolean";
    case "choice":
      return spec.of.some((choice) => choice === value);
    case "weights":
      return typeof value === "string" && (value === DEFAULT_NAME || readWeights(value) !== null);
    case "week":
      return typeof value === "string" && readEasyDays(value) !== null;
    case "whole":
      return Number.isInteger(value) && fitsBounds(spec, value);
    case "number":
      return fitsBounds(spec, value);
  }
}

const fitsBounds = ({ min, max }: { min: number; max: number }, value: unknown): boolean =>
  typeof value === "number" && value >= min && value <= max;
