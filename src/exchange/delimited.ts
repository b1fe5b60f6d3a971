/** A cell: text as it stands, a number, or nothing. */
export type Cell = string | number | null;
export type Separator = "," | "\t";

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Rows as RFC 4180 writes them: CRLF after each, quotes doubled. A text that a spreadsheet would run as a formula gets
 * an apostrophe in front, which spreadsheets take for "this is text".
 */
export const delimited = (rows: readonly (readonly Cell[])[], separator: Separator): string =>
  rows.map((row) => `${row.map((cell) => cellText(cell, separator)).join(separator)}\r\n`).join("");

/** The mark by which spreadsheets know UTF-8; it stands once, at the beginning of the file. */
export const UTF8_MARK = "\uFEFF";

function cellText(cell: Cell, separator: Separator): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  const needsQuotes = /["\r\n]/.test(text) || text.includes(separator) || text !== text.trim();
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
