/** The whole number that a text says, or null when it says none or one outside the limits (both included). */
export function wholeNumberIn(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | null {
  const trimmed = text.trim().replace(/\s*%$/, "");
  if (!/^\d+$/.test(trimmed)) return null;
  const number = Number(trimmed);
  return number >= min && number <= max ? number : null;
}
