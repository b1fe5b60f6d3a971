import type { JSX } from "preact";
import type { Live } from "../../session/common/live.ts";
import type { ShownSession } from "../../session/study/session-view.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

interface Props {
  readonly live: Live<ShownSession>;
  readonly settingsHref: string;
  readonly progressHref: string;
}

/** The study session in the popup. */
export const PopupPage = ({ live, ...links }: Props): JSX.Element => (
  <StudySurface session={useLive(live)} layout="popup" {...links} />
);
