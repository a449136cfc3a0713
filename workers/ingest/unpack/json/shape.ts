import { matchHeader } from '../../recognise/match-header'
import type { JsonShape } from './json-records'

/** Keys under which an order keeps its lines. */
export const LINES_KEY = /^(?:line_?items?|items?|lines|order_?(?:items|lines)|invoice_?(?:items|lines)|products|details|entries|cart)$/i

/**
 * How the objects of a file lie in it, from its beginning; null when it is no JSON with objects. One object that holds arrays is the box that they came in, unless it is
 * itself an order with its lines.
 */
export function jsonShape(head: string): JsonShape | null {
  const text = head.replace(/^\uFEFF?\s*/, '')
  if (/^\[\s*\{\s*["}]/.test(text)) return 'array'
  if (!/^\{\s*["}]/.test(text)) return null
  const { keys, arrays, follows } = firstObject(text)
  if (follows) return 'lines'
  const own_lines = arrays.every((key) => LINES_KEY.test(key)) && keys.some((key) => matchHeader(key).matches[0]?.role === 'date')
  return arrays.length > 0 && !own_lines ? 'keys' : 'lines'
}

/** The keys of the object that a text begins with, those of arrays of objects among them, and whether another object follows it. */
function firstObject(text: string): { keys: string[]; arrays: string[]; follows: boolean } {
  const keys: string[] = []
  const arrays: string[] = []
  let depth = 0
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?(\s*\[\s*\{)?|[{}[\]]/gs
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [whole, string, colon, array] = found
    if (string === undefined) {
      depth += whole === '{' || whole === '[' ? 1 : -1
      if (depth === 0) return { keys, arrays, follows: /^[\s,]*\{/.test(text.slice(token.lastIndex)) }
    } else if (colon && depth === 1) {
      keys.push(string)
      if (array) arrays.push(string)
    }
    if (array) depth += 2
  }
  return { keys, arrays, follows: false }
}
