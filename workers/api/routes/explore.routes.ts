import { ExploreAsk, ExploreResult } from '../../../src/domain/explore'
import { LIMITS } from '../../../src/domain/limits'
import { defineRoute } from '../route'
import { CSV, formatOf, PARQUET, tableAnswer } from '../table'

export default defineRoute({
  method: 'post',
  path: '/explore/sql',
  title: 'One SELECT of your own',
  note: `Over the tables and views of the engine (sales_line, inventory_line, purchase_line, item, store_key ...; money in 1/10000, quantity in 1/1000). Only reads: files, settings, several statements and functions that do more than compute are refused. Up to ${LIMITS.sql_rows} rows and ${LIMITS.sql_ms / 1000} seconds. Aborting the request stops the statement. Accept: text/csv or ${PARQUET} gives a file.`,
  takes: { body: ExploreAsk.strict() },
  answers: { 200: { says: 'The rows.', schema: ExploreResult, media: [CSV, PARQUET] } },
  errors: { 422: 'It is not one SELECT that may run, it has a mistake (in the engine’s own words), or it took too long.' },
  answer: async ({ engine, body, request }) => {
    const query_id = body.query_id ?? crypto.randomUUID()
    const cancel = () => void engine.call('explore.cancel', { query_id }).catch(() => {})
    request.signal.addEventListener('abort', cancel)
    try {
      const result = await engine.call('explore.sql', { sql: body.sql, query_id })
      return tableAnswer(formatOf('explore', request).format, 'explore', result.columns, result.results, result)
    } finally {
      request.signal.removeEventListener('abort', cancel)
    }
  },
})
