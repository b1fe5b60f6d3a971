/** The one notification that Osteon shows, where the user wants it and the browser may. */
import { browser } from "./browser.ts";
import { plural, t } from "./i18n.ts";
import { isFirefox } from "./is-firefox.ts";
import { permission } from "./permission.ts";

export const reminders = permission("notifications");

const NAME = "osteon-reminder";
/**
 * Shows how many cards wait, without a sound, over a reminder that is still there.
 * @param inNewTab where a press leads; it is part of the notification's name, since the background that showed it has ended by then
 */
export async function showReminder(cards: number, inNewTab: boolean): Promise<void> {
  const iconUrl = browser.runtime.getURL("icons/icon-128.png");
  const words = { title: t("extensionShortName"), message: plural("reminderText", cards), iconUrl };
  // Firefox plays none, and refuses what it does not know.
  const quiet = isFirefox() ? {} : { silent: true };
  await browser.notifications.create(`${NAME}/${inNewTab ? "newtab" : "popup"}`, { type: "basic", ...words, ...quiet });
}

/**
 * Opens the study where the notification is pressed. Must be called synchronously when the background starts; the API is there
 * only with its permission, which may be given while the background is awake.
 */
export function leadFromReminders(onFailure: (opening: Promise<unknown>) => void): void {
  let isListening = false;
  const listen = (): void => {
    if (isListening || !browser.notifications?.onClicked) return;
    isListening = true;
    browser.notifications.onClicked.addListener((id) => {
      const [name, leading] = id.split("/");
      if (name !== NAME) return;
      const page = leading === "popup" ? "popup" : "newtab";
      onFailure(browser.tabs.create({ url: browser.runtime.getURL(`pages/${page}/index.html`) }));
      onFailure(browser.notifications.clear(id));
    });
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
