import type { ComponentChildren, JSX, RefObject } from "preact";
import type { Session } from "../../session/session-view.ts";
import { StudyHeader } from "./StudyHeader.tsx";

export interface FrameProps {
  readonly session: Session;
  readonly layout: "popup" | "page";
  readonly settingsHref: string | undefined;
  readonly progressHref: string | undefined;
  readonly onUndo: () => void;
  readonly rootRef: RefObject<HTMLDivElement | null>;
}

/** The three rows that never move: what is left, the sheet, the bar. */
export function StudyFrame({
  bar,
  children,
  ...frame
}: FrameProps & { bar: ComponentChildren; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="study" data-layout={frame.layout} ref={frame.rootRef}>
      <StudyHeader
        session={frame.session}
        layout={frame.layout}
        settingsHref={frame.settingsHref}
        progressHref={frame.progressHref}
        onUndo={frame.onUndo}
      />
      <main class="sheet">{children}</main>
      <footer class="study-bar">{bar}</footer>
    </div>
  );
}
