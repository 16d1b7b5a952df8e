/** Columns of a table with their types, in the order of the statement. */
export type Columns = Readonly<Record<string, string>>;

export const columnList = (columns: Columns) => Object.keys(columns).join(', ');

/** Rows from one JSON array parameter: one value to send, one plan whatever the number of rows. */
export function recordset(columns: Columns): string {
  const typed = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  return `json_to_recordset($1::json) AS r(${typed.join(', ')})`;
}
