import type { JSX } from "preact";

/** The key that does the same as the button it stands on; for the eye only, the button says it by aria-keyshortcuts. */
export function KeyHint({ children }: { children: string }): JSX.Element {
  return (
    <span class="key-hint" aria-hidden="true">
      {children}
    </span>
  );
}
