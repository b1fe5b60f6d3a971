/** Less than this, and no database can write. */
const NO_ROOM_BYTES = 1 << 20;

/** A browser in trouble may be slow to answer, and somebody waits for a sentence. */
const PATIENCE_MS = 2000;

/**
 * Whether the browser says that there is no room left. Chromium answers for the disk, since what an extension may use has
 * no limit; Firefox answers for what it allows, and says in its errors that the disk is full.
 */
export async function isDiskFull(): Promise<boolean> {
  try {
    const { quota, usage = 0 } = await Promise.race([navigator.storage.estimate(), nothingKnown()]);
    return quota !== undefined && quota - usage < NO_ROOM_BYTES;
  } catch (error) {
    console.error("the browser does not say how much room is left:", error);
    return false;
  }
}

const nothingKnown = (): Promise<StorageEstimate> =>
  new Promise((resolve) => setTimeout(() => resolve({}), PATIENCE_MS));
