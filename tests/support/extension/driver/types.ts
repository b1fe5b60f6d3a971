import type { Browser, Page } from "puppeteer-core";
import type { Clock } from "./clock.ts";

export type Kind = "chromium" | "firefox";
/** A folder of src/pages. */
export type PageName = "popup" | "newtab" | "options" | (string & {});

export interface LaunchOptions {
  /** The profile of an earlier launch, or a folder for a new one; without it a new one under the temporary folder. */
  readonly profile?: string;
  /** A window on the display when false. */
  readonly headless?: boolean;
  /** The unpacked extension; without it dist/chrome or dist/firefox. */
  readonly extension?: string;
  /** An IANA name; without it the machine's zone. Holds for pages, background and workers. */
  readonly timeZone?: string;
  /** Where the browser puts downloads, without asking; without it wherever the browser likes. */
  readonly downloads?: string;
  /**
   * In which language the browser speaks to extensions, a BCP 47 tag; without it the machine's own. Firefox believes it;
   * Chromium has to have the language, and stays with English else.
   */
  readonly language?: string;
  /** Further switches of the browser. */
  readonly args?: readonly string[];
}

export interface OpenOptions {
  /** Called with the blank page before it is sent to its address: for scripts that must run before the page's own. */
  readonly beforeLoad?: (page: Page) => Promise<void>;
}

/** How a page is to be looked at; what is left out is the browser's own. */
export interface Look {
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: boolean;
  /** CSS pixels; `scale` is device pixels per CSS pixel, 1 without it. */
  readonly viewport?: { readonly width: number; readonly height: number; readonly scale?: number };
}

export interface Background {
  /** Ends the service worker or the event page, as the browser does when it is idle. Resolves when it is gone. */
  stop(): Promise<void>;
  /** Starts it again, as an event would. Resolves when it runs. */
  wake(): Promise<void>;
  running(): Promise<boolean>;
}

/** A browser with the extension in it, as a test drives it; other tests may be lent the same browser afterwards. */
export interface Driver {
  readonly kind: Kind;
  readonly browser: Browser;
  /** The address of a page of the extension. */
  url(page: PageName): string;
  /** A page of the extension in a tab of its own. */
  open(page: PageName, options?: OpenOptions): Promise<Page>;
  /** A new tab as the user opens it: the extension's page through the browser's new-tab override. */
  newTab(): Promise<Page>;
  /** The real popup under the toolbar button. Chromium only; in Firefox it throws, open("popup") is the page in a tab. */
  popup(): Promise<Page>;
  /** The time that all pages opened from now on see; see {@link Clock}. */
  readonly clock: Clock;
  readonly background: Background;
  look(page: Page, look: Look): Promise<void>;
}

/** What a browser is lent with. */
export interface LoanOptions extends Pick<LaunchOptions, "extension" | "timeZone"> {
  /** As in {@link LaunchOptions}; in Firefox alone, which learns another language while it runs. */
  readonly language?: string;
}

/** A browser that is lent to one test after the other. */
export interface LentDriver extends Driver {
  /** Where the browser puts downloads, without asking; empty at first. */
  readonly downloads: string;
  /**
   * Takes up the files of the extension's folder as they are by now, as when another version is installed. Its pages go. Chromium
   * has the manifest, and the list of files at the top, that it was lent with.
   */
  update(): Promise<void>;
}

/** A browser that nobody else uses, with a profile that can be looked into and used again. */
export interface OwnDriver extends Driver {
  /** Pass it to the next launch to find the same data. */
  readonly profile: string;
  /** SIGKILL to every process of the browser at once. Resolves when they are gone. The profile stays. */
  kill(): Promise<void>;
  /** Quits the browser; removes the profile if the driver made it, unless it is to be kept. */
  close(options?: { readonly keepProfile?: boolean }): Promise<void>;
}
