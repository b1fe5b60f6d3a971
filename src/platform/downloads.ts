import { browser } from "./browser.ts";
import { permission } from "./permission.ts";
import { TooLargeError } from "./too-large.ts";

const FOLDER = "Osteon";
/**
 * Chromium's service worker has no addresses for blobs, so the file travels within its address, a third longer. Measured
 * in Chromium: 75 MB arrive after 9 seconds, 300 MB had not begun to after 20. This is the log of some 200,000 reviews.
 */
const MOST_IN_ADDRESS = 75_000_000;
/**
 * Chromium asks where to save even this file, if its user wants to be asked always, and the question may stand there
 * unanswered. Shorter than the 30 seconds after which Chromium ends a service worker that waits: they are counted from the last
 * event or call of the extension's API, and so from the asking for the download at the earliest, however long the care before it took
 * (https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle).
 */
const PATIENCE_MS = 20_000;

/** To be asked for before anything is saved. */
export const { has: hasDownloads, ask: askForDownloads, giveBack: giveBackDownloads } = permission("downloads");

/** Bytes that a file may have at most to be saved in the downloads by the background. */
export const mostInDownloads = (): number => ("createObjectURL" in URL ? Number.POSITIVE_INFINITY : MOST_IN_ADDRESS);

/**
 * Saves a file in the folder Osteon of the user's downloads, over one of the same name, where the browser lets it
 * without a question. Resolves when it is on the disk.
 * @returns false when the user refused it, or was asked where to save it and has not answered
 * @throws TooLargeError when it has too many bytes for this browser; whatever else kept it from being saved whole
 */
export async function saveInDownloads(name: string, content: Blob): Promise<boolean> {
  const { url, release } = await addressOf(content);
  try {
    const filename = `${FOLDER}/${name}`;
    return await written(
      await browser.downloads.download({ url, filename, conflictAction: "overwrite", saveAs: false }),
    );
  } finally {
    release();
  }
}

async function addressOf(content: Blob): Promise<{ readonly url: string; readonly release: () => void }> {
  // Firefox, whose background is a page, downloads blobs and refuses addresses that hold the file.
  if ("createObjectURL" in URL) {
    const url = URL.createObjectURL(content);
    return { url, release: () => URL.revokeObjectURL(url) };
  }
  if (content.size > MOST_IN_ADDRESS) throw new TooLargeError(`${content.size} bytes are too many for the downloads`);
  return { url: await dataUrl(content), release: () => {} };
}

const dataUrl = (content: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });

/** Resolves when a download has ended: to whether the user let it. */
function written(id: number): Promise<boolean> {
  const { onChanged } = browser.downloads;
  return new Promise<boolean>((resolve, reject) => {
    const look = async (): Promise<void> => {
      const [item] = await browser.downloads.search({ id });
      if (item?.state === "in_progress") return;
      leave();
      if (item?.state === "complete") resolve(true);
      else if (item?.error === "USER_CANCELED") resolve(false);
      else reject(new Error(`the download was interrupted: ${item?.error}`));
    };
    const follow = (change: { readonly id: number }): void => {
      if (change.id === id) look().catch(reject);
    };
    const timer = setTimeout(() => {
      leave();
      resolve(false);
    }, PATIENCE_MS);
    const leave = (): void => {
      clearTimeout(timer);
      onChanged.removeListener(follow);
    };
    onChanged.addListener(follow);
    // It may have ended before anybody listened.
    look().catch(reject);
  });
}
