import initSqlJs, { type SqlJsStatic } from "sql.js";

let loaded: Promise<SqlJsStatic> | null = null;

/** SQLite, fetched from the extension's own files when it is first needed. */
export function loadSql(): Promise<SqlJsStatic> {
  loaded ??= initSqlJs({ locateFile: (name) => new URL(name, self.location.href).href });
  return loaded;
}
