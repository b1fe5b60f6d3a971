import type { Outside } from "../../jobs/outside.ts";
import { hasDownloads, mostInDownloads, saveInDownloads } from "../../platform/downloads.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";
import { recordFiles } from "../../platform/record/files.ts";

/** What this page, or the background, may ask the browser for and lends to a worker. */
export const outsideHere = async (): Promise<Outside> => ({
  place: await recordFiles(),
  appVersion: extensionVersion(),
  downloads: { permitted: hasDownloads, mostBytes: mostInDownloads(), save: saveInDownloads },
});
