import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import type { SourceProps } from "./SourceBody.tsx";

/** No first card should wait for what is read only where somebody asks for it. */
const later = () => import("./SourceBody.tsx");

/** Where the fact comes from, folded; what it holds is fetched when it is opened first. */
export function SourceDrawer(props: SourceProps): JSX.Element {
  const drawer = useRef<HTMLDetailsElement>(null);
  const [parts, setParts] = useState<Awaited<ReturnType<typeof later>> | null>(null);
  const open = (): void => {
    later().then(setParts, (error: unknown) => console.error("the source could not be shown:", error));
    show();
  };
  // What was opened at the foot of a scrolled sheet would otherwise stay below its edge, as if nothing had happened.
  const show = (): void => {
    if (drawer.current?.open) drawer.current.scrollIntoView({ block: "nearest" });
  };
  useLayoutEffect(show, [parts]);
  return (
    <details class="source" ref={drawer} onToggle={open}>
      <summary>{t("sourceSummary")}</summary>
      {parts && <parts.SourceBody {...props} />}
    </details>
  );
}
