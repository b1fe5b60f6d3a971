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

export type ReadFile = { readonly text: string } | { readonly trouble: "tooLarge" | "unreadable" };

/**
 * The text of a file that the user chose.
 * @param maxBytes larger files are refused before they are read
 */
export async function readTextFile(file: File, maxBytes: number): Promise<ReadFile> {
  if (file.size > maxBytes) return { trouble: "tooLarge" };
  try {
    return { text: await file.text() };
  } catch (error) {
    // Moved or changed since it was chosen, or its disk was taken out.
    console.error("reading a file failed:", error);
    return { trouble: "unreadable" };
  }
}
