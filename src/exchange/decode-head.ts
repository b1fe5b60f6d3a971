import * as v from "valibot";
import type { Progress } from "../core/progress.ts";
import { decodeSetting, isSettingKey, type SettingKey } from "../core/settings.ts";
import { BACKUP_FORMAT, BACKUP_LIMITS, BACKUP_VERSION, type BackupProblem, type BackupStamp } from "./backup-format.ts";
import { canonicalJson } from "./canonical.ts";
import { isProblem, problem } from "./problem.ts";

/** Everything of a backup but its events. */
export interface Head extends BackupStamp, Pick<Progress, "settings" | "decks"> {
  readonly checksum: string;
  /** What the checksum says of the head. */
  readonly canonical: string;
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(BACKUP_LIMITS.text));
const record = v.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

const FIELDS = {
  format: v.literal(BACKUP_FORMAT),
  version: v.literal(BACKUP_VERSION),
  exportedAt: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    v.check((iso) => !Number.isNaN(Date.parse(iso))),
  ),
  appVersion: text,
  decks: v.pipe(v.array(record), v.maxLength(BACKUP_LIMITS.decks)),
  settings: record,
  events: v.array(v.unknown()),
  checksum: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
};
const deckFields = v.strictObject({ id: text, version: text });
const schema = v.object(FIELDS);

/** Whether a file is a backup at all, and one that this version knows; null where it is. */
export function decodeFormat(json: Record<string, unknown>): BackupProblem | null {
  if (own(json, "format") !== BACKUP_FORMAT) return problem("backup_notBackup");
  const version = own(json, "version");
  return typeof version === "number" && version > BACKUP_VERSION ? problem("backup_newer", version) : null;
}

/** @param json all fields of the file, with an empty list in place of its events */
export function decodeHead(json: Record<string, unknown>): Head | BackupProblem {
  const wrong = decodeFormat(json);
  if (wrong) return wrong;
  const unknown = Object.keys(json).find((key) => !Object.hasOwn(FIELDS, key));
  if (unknown !== undefined) return problem("backup_unknownField", unknown);

  const result = v.safeParse(schema, json, { abortEarly: true });
  if (!result.success) return problem("backup_field", String(result.issues[0].path?.[0].key));
  const { events: _, checksum, ...head } = result.output;
  const decks = decodeDecks(head.decks);
  if (isProblem(decks)) return decks;
  const settings = decodeSettings(head.settings);
  if (isProblem(settings)) return settings;
  return {
    exportedAtMs: Date.parse(head.exportedAt),
    appVersion: head.appVersion,
    decks,
    settings,
    checksum,
    canonical: canonicalJson({ ...head, decks, settings }),
  };
}

function decodeDecks(values: readonly Record<string, unknown>[]): Progress["decks"] | BackupProblem {
  const decks: { id: string; version: string }[] = [];
  for (const value of values) {
    const known = Object.keys(value).every((key) => Object.hasOwn(deckFields.entries, key));
    if (!known || !v.is(deckFields, value)) return problem("backup_field", "decks");
    decks.push({ id: value.id, version: value.version });
  }
  return decks;
}

function decodeSettings(values: Record<string, unknown>): Progress["settings"] | BackupProblem {
  for (const [key, value] of Object.entries(values)) {
    const known = isSettingKey(key);
    if (!known || decodeSetting(key as SettingKey, value) === null) return problem("backup_setting", key);
  }
  // No key that is not a setting's is left, so nothing here can reach a prototype.
  return Object.fromEntries(Object.entries(values));
}

/** A field that the file itself wrote, not one that every object inherits. */
const own = (json: Record<string, unknown>, key: string): unknown => (Object.hasOwn(json, key) ? json[key] : undefined);
