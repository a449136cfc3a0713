/** The columns of the benchmark's file, with the type that each engine's user would give them. */
export const SALES_COLUMNS = /** @type {const} */ ([
  ['bill_no', 'VARCHAR'],
  ['line_no', 'INTEGER'],
  ['date', 'DATE'],
  ['time', 'VARCHAR'],
  ['store', 'VARCHAR'],
  ['channel', 'VARCHAR'],
  ['item_code', 'VARCHAR'],
  ['item_name', 'VARCHAR'],
  ['category', 'VARCHAR'],
  ['qty', 'INTEGER'],
  ['rate', 'DECIMAL(18,2)'],
  ['discount', 'DECIMAL(18,2)'],
  ['amount', 'DECIMAL(18,2)'],
  ['cost', 'DECIMAL(18,2)'],
  ['payment', 'VARCHAR'],
  ['customer', 'VARCHAR'],
])

/** `{'bill_no': 'VARCHAR', ...}` as DuckDB's read_csv takes it. */
export const DUCKDB_COLUMNS = `{${SALES_COLUMNS.map(([name, type]) => `'${name}': '${type}'`).join(', ')}}`

/** What every contestant has to answer: revenue in whole paise, units, bills. */
export const QUESTION =
  'SELECT CAST(round(sum(amount) * 100) AS BIGINT) AS revenue, CAST(sum(qty) AS BIGINT) AS units, count(DISTINCT bill_no) AS bills FROM sales'
/** @typedef {{ revenue: number, units: number, bills: number }} Answer */
