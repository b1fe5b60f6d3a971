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
/** A column that stands for the row's number, as Anki writes it. */
const ROW_ID = /^\S+\s+integer\s+primary\s+key(?:\s+asc)?(?:\s+autoincrement)?(?:\s+not\s+null)?$/i;
const INTEGER = /^\S+\s+integer\b/i;
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
  if (!/\bwithout\s+rowid\b/i.test(text.slice(end))) {
    if (parts.some((part) => KEY.test(part) && standsForRowId(part, written))) throw new Refusal("damaged");
    return columns;
  }
  const [, list = ""] = parts.map((part) => KEY.exec(part)).find(Boolean) ?? [];
  const named = split(list).flatMap((name) => NAME.exec(name.trim())?.slice(1).find(Boolean)?.toLowerCase() ?? []);
  const keys =
    named.length > 0 ? named : columns.filter((_, i) => /\bprimary\s+key\b/i.test(written[i] ?? "")).map(nameOf);
  if (new Set(keys).size < keys.length) throw new Refusal("damaged");
  const first = keys.flatMap((key) => columns.filter(({ name }) => name === key));
  const others = columns.filter((column) => !first.includes(column));
  return [...first, ...others].map((column) => ({ ...column, isRowId: false }));
}

/** A key of one INTEGER column that is named beside the columns is the row's number as well; no table of Anki's has one. */
function standsForRowId(part: string, written: readonly string[]): boolean {
  const named = split(KEY.exec(part)?.[1] ?? "");
  return named.length === 1 && written.some((column) => sameName(column, named[0] ?? "") && INTEGER.test(column));
}

const sameName = (one: string, other: string): boolean => {
  const nameIn = (text: string) => NAME.exec(text.trim())?.slice(1).find(Boolean)?.toLowerCase();
  return nameIn(one) === nameIn(other);
};

const nameOf = ({ name }: Column): string => name;

function columnOf(part: string): Column {
  if (COMPUTED.test(part)) throw new Refusal("computed");
  const name = NAME.exec(part)?.slice(1).find(Boolean);
  if (name === undefined) throw new Refusal("damaged");
  const isRowId = ROW_ID.test(part);
  // Written in another way it may or may not stand for the row's number: SQLite's grammar is larger than what is read here.
  if (!isRowId && /\bprimary\s+key\b/i.test(part) && /\binteger\b/i.test(part) && !/\bdesc\b/i.test(part))
    throw new Refusal("damaged");
  return {
    name: name.toLowerCase(),
    isRowId,
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
