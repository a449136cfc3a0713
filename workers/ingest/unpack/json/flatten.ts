import type { Cell } from '../csv-bytes'

/** The values of an object by path (`customer.name`), and its arrays of objects. */
export interface Flat {
  cells: Map<string, Cell>
  lists: Map<string, Record<string, unknown>[]>
}

/** Objects inside become paths, lists of plain values a text, what database exports wrap (`{"$date": ...}`) its value. */
export function flatten(object: Record<string, unknown>): Flat {
  const flat: Flat = { cells: new Map(), lists: new Map() }
  visit(object, '', flat)
  return flat
}

function visit(object: Record<string, unknown>, path: string, flat: Flat): void {
  for (const [key, raw] of Object.entries(object)) {
    const at = path === '' ? key : `${path}.${key}`
    const value = unwrapped(raw)
    if (Array.isArray(value)) {
      if (value.length > 0 && value.every(isObject)) flat.lists.set(at, value)
      else flat.cells.set(at, value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join('; '))
    } else if (isObject(value)) visit(value, at, flat)
    else flat.cells.set(at, value as Cell)
  }
}

function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value
  const [key, ...more] = Object.keys(value)
  return key?.startsWith('$') && more.length === 0 ? unwrapped(value[key]) : value
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object of the file, or null when it is none. Whole numbers too long for a computer's own keep all their digits. */
export function parseRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(
      /\d{16}/.test(text) ? text.replace(LONG_NUMBER, (whole, number?: string) => (number ? `"${number}"` : whole)) : text,
    )
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** A string, which stays, or a whole number of sixteen digits and more. */
const LONG_NUMBER = /"(?:[^"\\]|\\.)*"|(-?\d{16,})(?![\d.eE])/gs
