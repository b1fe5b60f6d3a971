import * as v from "valibot";
import type { DeckId } from "../../core/ids.ts";
import type { LogExport } from "../../core/log/log-export.ts";
import { decodeSetting, isSettingKey } from "../../core/settings.ts";
import { canonicalJson } from "../canonical.ts";
import { isProblem, type Problem, problem } from "../problem.ts";
import { BACKUP_FORMAT, BACKUP_LIMITS, BACKUP_VERSION, type BackupStamp } from "./backup-format.ts";

/** Everything of a backup but its events and whole decks. */
export interface Head extends BackupStamp, Pick<LogExport, "decks"> {
  readonly version: 1 | 2;
  /** Version 1 kept the settings beside the events; null where they are among them. */
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly checksum: string;
  /** What the checksum says of the head. */
  readonly canonical: string;
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(BACKUP_LIMITS.text));
const record = v.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
const items = v.array(v.unknown());

const SHARED = {
  format: v.literal(BACKUP_FORMAT),
  exportedAt: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    v.check((iso) => !Number.isNaN(Date.parse(iso))),
  ),
  appVersion: text,
  decks: v.pipe(v.array(record), v.maxLength(BACKUP_LIMITS.decks)),
  events: items,
  checksum: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
};
const FIELDS = {
  1: v.object({ version: v.literal(1), ...SHARED, settings: record }),
  2: v.object({ version: v.literal(2), ...SHARED, ownDecks: items }),
} as const;
const deckFields = v.strictObject({ id: text, version: text });

/** Whether a file is a backup at all, and one that this version knows; null where it is. */
export function decodeFormat(json: Record<string, unknown>): Problem | null {
  if (own(json, "format") !== BACKUP_FORMAT) return problem("backup_notBackup");
  const version = own(json, "version");
  return typeof version === "number" && version > BACKUP_VERSION ? problem("backup_newer", version) : null;
}

/** @param json all fields of the file, with empty lists in place of its long ones */
export function decodeHead(json: Record<string, unknown>): Head | Problem {
  const wrong = decodeFormat(json);
  if (wrong) return wrong;
  const schema = own(json, "version") === 1 ? FIELDS[1] : FIELDS[2];
  const unknown = Object.keys(json).find((key) => !Object.hasOwn(schema.entries, key));
  if (unknown !== undefined) return problem("backup_unknownField", unknown);

  const result = v.safeParse(schema, json, { abortEarly: true });
  if (!result.success) return problem("backup_field", String(result.issues[0].path?.[0]?.key));
  const { format, version, exportedAt, appVersion, checksum } = result.output;
  const decks = decodeDecks(result.output.decks);
  if (isProblem(decks)) return decks;
  const settings = "settings" in result.output ? decodeSettings(result.output.settings) : null;
  if (settings && isProblem(settings)) return settings;
  const head = { format, version, exportedAt, appVersion, decks, ...(settings && { settings }) };
  const canonical = canonicalJson(head);
  return { version, exportedAtMs: Date.parse(exportedAt), appVersion, decks, settings, checksum, canonical };
}

function decodeDecks(values: readonly Record<string, unknown>[]): LogExport["decks"] | Problem {
  const decks: { id: DeckId; version: string }[] = [];
  for (const value of values) {
    const known = Object.keys(value).every((key) => Object.hasOwn(deckFields.entries, key));
    if (!known || !v.is(deckFields, value)) return problem("backup_field", "decks");
    decks.push({ id: value.id as DeckId, version: value.version });
  }
  return decks;
}

function decodeSettings(values: Record<string, unknown>): Record<string, unknown> | Problem {
  for (const [key, value] of Object.entries(values)) {
    if (!isSettingKey(key) || decodeSetting(key, value) === null) return problem("backup_setting", key);
  }
  // No key that is not a setting's is left, so nothing here can reach a prototype.
  return Object.fromEntries(Object.entries(values));
}

/** A field that the file itself wrote, not one that every object inherits. */
const own = (json: Record<string, unknown>, key: string): unknown => (Object.hasOwn(json, key) ? json[key] : undefined);
