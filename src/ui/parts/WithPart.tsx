import type { ComponentChildren, JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { type Part, usePart } from "../hooks/part.ts";

interface Props<T> {
  readonly part: Part<T>;
  readonly children: (loaded: T) => ComponentChildren;
  /** Shown until it is there; keeps its place. */
  readonly meanwhile?: ComponentChildren;
}

/** Draws with a part of the page that is loaded apart, and says so where it cannot be loaded. */
export function WithPart<T>({ part, children, meanwhile = null }: Props<T>): JSX.Element {
  const loaded = usePart(part);
  if (loaded === "failed")
    return (
      <p class="fine" role="alert">
        {t("partMissing")}
      </p>
    );
  return <>{loaded === null ? meanwhile : children(loaded)}</>;
}
