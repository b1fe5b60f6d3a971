import { announceToAll, nowAndThen } from "../store/database/changes.ts";

/**
 * Tells open pages of what long work changes before it has come to its end. What comes right after they were told waits some
 * seconds with all that comes by then; at the end whoever has asked for the work tells them.
 * @returns to be called between its pieces, with whether anything was changed since the last time that pages show
 */
export function tellingPages(): (news: boolean) => void {
  let isUntold = false;
  const tell = nowAndThen(() => {
    isUntold = false;
    announceToAll();
  });
  return (news) => {
    isUntold ||= news;
    if (isUntold) tell();
  };
}
