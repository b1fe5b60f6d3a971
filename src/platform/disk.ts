/** Less than this, and no database can write. */
const NO_ROOM_BYTES = 1 << 20;

/** Whether the browser says that there is no room left. It answers for the disk, since what we may use has no limit. */
export async function isDiskFull(): Promise<boolean> {
  try {
    const { quota, usage = 0 } = await navigator.storage.estimate();
    return quota !== undefined && quota - usage < NO_ROOM_BYTES;
  } catch (error) {
    console.error("the browser does not say how much room is left:", error);
    return false;
  }
}
