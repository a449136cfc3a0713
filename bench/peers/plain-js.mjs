/** PapaParse into plain objects, then loops: how a web page without a database does it. */
import { createReadStream } from 'node:fs'
import Papa from 'papaparse'

/** @param {string} csv @returns {Promise<{ seconds: number, answer: import('../sales-columns.mjs').Answer }>} */
export async function run(csv) {
  const began = performance.now()
  /** @type {Record<string, string>[]} */
  const rows = []
  for await (const row of createReadStream(csv).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }))) rows.push(row)
  let revenue = 0
  let units = 0
  const bills = new Set()
  for (const row of rows) {
    revenue += Math.round(Number(row.Amount) * 100)
    units += Number(row.Qty)
    bills.add(row['Bill No'])
  }
  return { seconds: (performance.now() - began) / 1000, answer: { revenue, units, bills: bills.size } }
}
