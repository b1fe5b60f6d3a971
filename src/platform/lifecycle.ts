import { browser } from "./browser.ts";

/** The extension was installed or updated. Must be called synchronously when the background starts. */
export const onInstalled = (listener: () => void): void => browser.runtime.onInstalled.addListener(() => listener());

/** The browser was started. Must be called synchronously when the background starts. */
export const onStartup = (listener: () => void): void => browser.runtime.onStartup.addListener(() => listener());
