import type { JSX } from "preact";
import type { LiveSession } from "../../session/live-session.ts";
import { useSession } from "../../ui/hooks/use-session.ts";
import { StartGate } from "../../ui/study/StartGate.tsx";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

export function NewTabPage({ live }: { readonly live: LiveSession }): JSX.Element {
  const session = useSession(live);
  return (
    <StartGate onStart={session.actions.begin}>
      <StudySurface session={session} layout="page" settingsHref="../options/index.html" />
    </StartGate>
  );
}
