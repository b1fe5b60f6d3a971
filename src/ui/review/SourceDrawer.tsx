import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { part } from "../hooks/part.ts";
import { WithPart } from "../parts/WithPart.tsx";
import type { SourceProps } from "./SourceBody.tsx";

/** No first card should wait for what is read only where somebody asks for it. */
const SOURCE = part(() => import("./SourceBody.tsx"));

/** Where the fact comes from, folded; what it holds is fetched when it is opened first. */
export function SourceDrawer(props: SourceProps): JSX.Element {
  const drawer = useRef<HTMLDetailsElement>(null);
  const [wasOpened, setWasOpened] = useState(false);
  // What was opened at the foot of a scrolled sheet would otherwise stay below its edge, as if nothing had happened. Its
  // beginning is enough, see `answer.css`: all of it would push question and answer out of sight.
  const show = (): void => {
    if (drawer.current?.open) drawer.current.querySelector("summary")?.scrollIntoView({ block: "nearest" });
  };
  const toggled = (): void => {
    setWasOpened(true);
    show();
  };
  return (
    <details class="source" ref={drawer} onToggle={toggled} onKeyDown={closeInnermost}>
      <summary>{t("sourceSummary")}</summary>
      {wasOpened && (
        <WithPart part={SOURCE}>
          {({ SourceBody }) => (
            <Told onceDrawn={show}>
              <SourceBody {...props} />
            </Told>
          )}
        </WithPart>
      )}
    </details>
  );
}

/** Escape within what is open closes that, one drawer at a time, before it means anything for the card. */
function closeInnermost(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing || !(event.target instanceof Element)) return;
  const open = event.target.closest<HTMLDetailsElement>("details[open]");
  if (open === null) return;
  event.preventDefault();
  // Held, it closes one.
  if (event.repeat) return;
  open.open = false;
  open.querySelector("summary")?.focus();
}

interface ToldProps {
  readonly onceDrawn: () => void;
  readonly children: ComponentChildren;
}

/** Tells when its children stand in the page for the first time. */
function Told({ onceDrawn, children }: ToldProps): JSX.Element {
  useLayoutEffect(onceDrawn, []);
  return <>{children}</>;
}
