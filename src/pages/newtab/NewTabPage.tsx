import type { JSX } from "preact";
import type { LiveSession } from "../../ui/hooks/live-session.ts";
import { useSession } from "../../ui/hooks/use-session.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

export const NewTabPage = ({ live }: { readonly live: LiveSession }): JSX.Element => (
  <StudySurface session={useSession(live)} layout="page" settingsHref="../options/index.html" />
);
