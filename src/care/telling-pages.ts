import { listenForChanges, nowAndThen } from "../store/database/changes.ts";

/** Tells open pages of what long work changes before it has come to its end. */
export interface TellingPages {
  /** To be called between its pieces. @param news whether anything was changed since the last time that pages show */
  readonly goesOn: (news: boolean) => void;
  readonly close: () => void;
}

/** What comes right after they were told waits some seconds with all that comes by then; at the end the asker tells them. */
export function tellingPages(): TellingPages {
  const channel = listenForChanges(() => {});
  let isUntold = false;
  const tell = nowAndThen(() => {
    isUntold = false;
    channel.announce();
  });
  return {
    goesOn(news) {
      isUntold ||= news;
      if (isUntold) tell();
    },
    close: channel.close,
  };
}
