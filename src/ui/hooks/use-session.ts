import { useLayoutEffect, useState } from "preact/hooks";
import type { Session } from "../session-view.ts";
import type { LiveSession } from "./live-session.ts";

/** What a live session says now, and whenever it says something else. */
export function useSession(live: LiveSession): Session {
  const [session, setSession] = useState(live.current);
  useLayoutEffect(() => {
    setSession(live.current());
    return live.subscribe(() => setSession(live.current()));
  }, [live]);
  return session;
}
