import type { JSX } from "preact";
import type { LiveSession } from "../../session/live-session.ts";
import { useSession } from "../../ui/hooks/use-session.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

export const PopupPage = ({ live }: { readonly live: LiveSession }): JSX.Element => (
  <StudySurface session={useSession(live)} layout="popup" settingsHref="../options/index.html" />
);
