/** Anki's checksum of a note's first field: the first 32 bits of the SHA-1 of its text without markup. */
export async function fieldChecksum(html: string): Promise<number> {
  const text = html.replace(/<[^>]*>/g, "").replace(/&#(\d+);|&(\w+);/g, (whole, code, name) => {
    if (code !== undefined) return String.fromCodePoint(Number(code));
    return { amp: "&", lt: "<", gt: ">", quot: '"' }[String(name)] ?? whole;
  });
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text));
  return new DataView(digest).getUint32(0);
}
