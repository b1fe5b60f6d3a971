/** A cell: text as it stands, a number, or nothing. */
export type Cell = string | number | null;
export type Separator = "," | "\t";

/** Characters of no width, or space: some spreadsheets look for a formula behind them. */
const UNSEEN = "[\\s\\p{Cf}\\p{Default_Ignorable_Code_Point}]";
/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = new RegExp(`^(?:[\\t\\r\\n]|${UNSEEN}*[=+\\-@＝＋－＠])`, "u");
/**
 * A formula behind the sign that parts cells elsewhere: where a comma is for decimals, spreadsheets part cells at
 * semicolons, whatever the file's name says, and to some of them quotes within a cell mean nothing.
 */
const formulaBehind = (separators: string): RegExp =>
  new RegExp(`([${separators}\\r\\n](?:"|${UNSEEN})*)(?=[=+\\-@＝＋－＠])`, "gu");
const FORMULA_WITHIN: Readonly<Record<Separator, RegExp>> = { ",": formulaBehind(";\\t"), "\t": formulaBehind(";,") };
/** Signs that part cells in one program or another. */
const NEEDS_QUOTES = /["\r\n,;\t|]|^\s|\s$/;

/**
 * Rows as RFC 4180 writes them: CRLF after each, quotes doubled. A text that a spreadsheet would run as a formula gets
 * an apostrophe in front, which spreadsheets take for "this is text"; so does a formula that stands in a text behind
 * another program's separator.
 */
export const delimited = (rows: readonly (readonly Cell[])[], separator: Separator): string =>
  rows.map((row) => `${row.map((cell) => cellText(cell, separator)).join(separator)}\r\n`).join("");

/** The mark by which spreadsheets know UTF-8; it stands once, at the beginning of the file. */
export const UTF8_MARK = "\uFEFF";

function cellText(cell: Cell, separator: Separator): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const defused = cell.replace(FORMULA_WITHIN[separator], "$1'");
  const text = FORMULA.test(defused) ? `'${defused}` : defused;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
