/**
 * Runs in the page: the characters of what is shown that no face of `still.css` and `faces.css` has. A machine would draw
 * them in whatever face it finds.
 */
export function strangeCharacters(): readonly string[] {
  // The subset "latin" of Fontsource's faces, and what still.css asks of the third.
  const known =
    /[\0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2190-\u2bff\ufeff\ufffd]/gu;
  const elements = [...document.querySelectorAll<HTMLElement>("body, body *")];
  const shown = elements.flatMap((element) => [
    ...[...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ""] : [])),
    "value" in element ? String(element.value) : "",
    getComputedStyle(element, "::before").content,
    getComputedStyle(element, "::after").content,
  ]);
  return [...new Set(shown.join("").replace(known, ""))];
}
