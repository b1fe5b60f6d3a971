/** The random part of an event's id where it must follow from something, so that doing a thing twice adds nothing. */
export async function idBytesOf(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)), 0, 10);
}
