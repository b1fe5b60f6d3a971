import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";

export const GLOSSARY_PANEL = "glossary-panel";

interface Props {
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Opens and closes the card's words. */
export function GlossaryButton({ open, onToggle }: Props): JSX.Element {
  return (
    <button type="button" class="quiet-button" aria-expanded={open} aria-controls={GLOSSARY_PANEL} onClick={onToggle}>
      {t("glossaryOpen")}
    </button>
  );
}
