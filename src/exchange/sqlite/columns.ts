/** What the text of a table says of its columns, as far as its rows need it. Source: https://sqlite.org/lang_createtable.html */
import { Refusal } from "../refusal.ts";

export interface Column {
  readonly name: string;
  /** Stands for the row's number; the record itself holds nothing for it. */
  readonly isRowId: boolean;
  /** Texts that are numbers are kept as numbers in it. */
  readonly isInteger: boolean;
}

const COMMENT = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const CONSTRAINT = /^(primary\s+key|unique|check|foreign\s+key|constraint)\b/i;
const NAME = /^(?:"([^"]+)"|'([^']+)'|`([^`]+)`|\[([^\]]+)\]|(\w+))/;
/** Of a whole table; its columns may each have an order. */
const KEY = /^(?:constraint\s+\S+\s+)?primary\s+key\s*\((.*)\)/i;
const COMPUTED = /\bgenerated\s+always\b|\bas\s*\(/i;

/**
 * The columns in the order in which records hold them: as they are written, but the columns of the key first in a table
 * WITHOUT ROWID.
 * @throws Refusal `computed` where a column is worked out instead of held, `damaged` where no columns are found
 */
export function columnsOf(sql: string): readonly Column[] {
  const text = sql.replace(COMMENT, " ");
  const end = text.lastIndexOf(")");
  const parts = split(text.slice(text.indexOf("(") + 1, end)).map((part) => part.trim());
  const written = parts.filter((part) => part !== "" && !CONSTRAINT.test(part));
  const columns = written.map(columnOf);
  if (columns.length === 0) throw new Refusal("damaged");
  if (!/\bwithout\s+rowid\b/i.test(text.slice(end))) return columns;
  const [, list = ""] = parts.map((part) => KEY.exec(part)).find(Boolean) ?? [];
  const named = split(list).flatMap((name) => NAME.exec(name.trim())?.slice(1).find(Boolean)?.toLowerCase() ?? []);
  const keys =
    named.length > 0 ? named : columns.filter((_, i) => /\bprimary\s+key\b/i.test(written[i] ?? "")).map(nameOf);
  const first = keys.flatMap((key) => columns.filter(({ name }) => name === key));
  const others = columns.filter((column) => !first.includes(column));
  return [...first, ...others].map((column) => ({ ...column, isRowId: false }));
}

const nameOf = ({ name }: Column): string => name;

function columnOf(part: string): Column {
  if (COMPUTED.test(part)) throw new Refusal("computed");
  const name = NAME.exec(part)?.slice(1).find(Boolean);
  if (name === undefined) throw new Refusal("damaged");
  return {
    name: name.toLowerCase(),
    isRowId: /\sinteger\s+primary\s+key\b(?!\s+desc\b)/i.test(part),
    isInteger: /\s\w*int/i.test(part),
  };
}

/** At the commas that stand in no brackets and no quotes. */
function split(text: string): string[] {
  const parts = [""];
  let depth = 0;
  let quote = "";
  for (const sign of text) {
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === "'" || sign === '"' || sign === "`") quote = sign;
    else if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign === "," && depth === 0) {
      parts.push("");
      continue;
    }
    parts.push((parts.pop() ?? "") + sign);
  }
  return parts;
}
