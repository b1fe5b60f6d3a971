/** A cell: text as it stands, a number, or nothing. */
export type Cell = string | number | null;
export type Separator = "," | "\t";

/** Characters of no width, controls, or space: some spreadsheets look for a formula behind them, or leave them out. */
const UNSEEN = "\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}";
const SIGN = "[=+\\-@＝＋－＠]";
/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = new RegExp(`^(?:[\\t\\r\\n]|[${UNSEEN}]*${SIGN})`, "u");
/**
 * What can stand between the sign that parts cells elsewhere and a formula: where a comma is for decimals, spreadsheets part
 * cells at semicolons, whatever the file's name says, and to some of them quotes within a cell mean nothing. Only whole runs
 * are looked at, so that a long one takes no more than its length.
 */
const BEFORE_FORMULA = new RegExp(`(?<![",;|${UNSEEN}])[",;|${UNSEEN}]+(?=${SIGN})`, "gu");
const PARTS: Readonly<Record<Separator, RegExp>> = { ",": /[;|\t\r\n]/, "\t": /[;|,\r\n]/ };
/** Ids, times and numbers as texts: no formula begins so, and nothing in them parts cells. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9:./_+-]*$/;
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
  if (PLAIN.test(cell)) return cell;
  const defused = cell.replace(BEFORE_FORMULA, (run) => (PARTS[separator].test(run) ? `${run}'` : run));
  const text = FORMULA.test(defused) ? `'${defused}` : defused;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
