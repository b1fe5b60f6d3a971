/** A file has more bytes than the browser takes from the background. */
export class TooLargeError extends Error {}
