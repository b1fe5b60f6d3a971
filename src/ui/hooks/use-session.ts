import { useLayoutEffect, useState } from "preact/hooks";
import type { LiveSession } from "../../session/live-session.ts";
import type { Session } from "../../session/session-view.ts";

/** What a live session says now, and whenever it says something else. */
export function useSession(live: LiveSession): Session {
  const [session, setSession] = useState(live.current);
  useLayoutEffect(() => {
    setSession(live.current());
    return live.subscribe(() => setSession(live.current()));
  }, [live]);
  return session;
}
