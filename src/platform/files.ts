/** Long enough for any browser to have begun the download, which reads the address when it begins. */
const RELEASE_AFTER_MS = 60_000;

/** Offers a file to the user as a download. From a full page only: a popup may close before it begins. */
export function offerDownload(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_AFTER_MS);
}
