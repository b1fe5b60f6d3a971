import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";
import { describedBy, SettingRow } from "./SettingRow.tsx";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly value: number;
  readonly limits: { readonly min: number; readonly max: number };
  /** What the present value leads to, where that may not be wanted. */
  readonly note?: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: number) => void;
}

/** A whole number within limits. A wrong one stays in the field with a sentence beside it, and is not handed on. */
export function NumberSetting({ name, label, unit, help, value, limits, note, error, onChange }: Props): JSX.Element {
  const [draft, setDraft] = useState(String(value));
  /** What was typed and refused; null where nothing was. */
  const [refused, setRefused] = useState<string | null>(null);
  /** What was handed on, which is saved once it is the value; null where something else has become the value. */
  const [handed, setHanded] = useState<{ readonly number: number } | null>(null);
  useEffect(() => {
    setDraft(String(value));
    setRefused(null);
    setHanded((last) => (last?.number === value ? last : null));
  }, [value]);

  const hand = (): void => {
    const number = wholeNumberIn(draft, limits);
    setRefused(number === null ? draft : null);
    if (number === null) setHanded(null);
    if (number === null) return;
    setDraft(String(number));
    if (number === value) return;
    setHanded({ number });
    onChange(number);
  };
  // As they are to be typed, without separators.
  const bounds = [limits.min, limits.max, value].map(String);
  const wrong = refused !== null;
  const isSaved = handed?.number === value;
  // Until what was handed on has come, the note is about another number.
  const sentence = wrong ? t("optionsWrongNumber", ...bounds) : (error ?? (handed && !isSaved ? undefined : note));
  return (
    <SettingRow name={name} label={label} help={help} error={sentence} of={refused}>
      <input
        id={name}
        name={name}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        maxLength={6}
        value={draft}
        aria-describedby={describedBy(name)}
        aria-invalid={wrong || error !== undefined}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={hand}
        onBlur={hand}
        onKeyDown={(event) => event.key === "Enter" && hand()}
      />
      <span class="setting-unit">{unit}</span>
      {/* For the ear: the eye sees the number stand there, and words that come would push away what is being pressed. */}
      <span class="visually-hidden" role="status">
        <ToldAnew of={handed}>{isSaved && <span>{t("optionsNumberSaved")}</span>}</ToldAnew>
      </span>
    </SettingRow>
  );
}

/** The whole number that a text says, or null when it says none or one outside the limits (both included). */
export function wholeNumberIn(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | null {
  const trimmed = text.trim().replace(/\s*%$/, "");
  if (!/^\d+$/.test(trimmed)) return null;
  const number = Number(trimmed);
  return number >= min && number <= max ? number : null;
}
