import { LIMITS } from '../../../src/domain/limits'
import { headerKey } from '../recognise/header-words'
import { writtenHeader } from '../recognise/match-header'
import { type Measure, withoutMeasure } from './figure-words'
import { addsUp, figureShare, isFigure, isTotalName, SAMPLE, sidesOf } from './sides'
import type { Group, WidePlan } from './wide-plan'

type Rows = readonly (readonly string[])[]

/** Words for a place where goods lie. */
const STORE =
  /(?<!\p{L})(?:stores?|godowns?|warehouses?|branch(?:es)?|outlets?|shops?|depots?|locations?|showrooms?|counter|गोदाम|दुकान|शाखा)(?![\p{L}\p{M}])/iu
/** A column about a store, but not its stock. */
const OF_STORE = /(?<!\p{L})(?:id|code|no|name|type|manager|city|address)(?!\p{L})/iu
const STOCK = /(?<!\p{L})(?:stocks?|inventory|closing|balance|on ?hand|in hand|godowns?|warehouses?|स्टॉक|गोदाम)(?![\p{L}\p{M}])/giu
const SOLD = /(?<!\p{L})(?:sales?|sold|selling|purchases?|purchased|orders?|indent|transfers?|बिक्री|खरीद)(?![\p{L}\p{M}])/iu
/** What else a stock list writes side by side that comes to its total: ages, sizes, states of the goods, how they are packed, what moved. */
const NO_STORE =
  /^(?:(?:x{1,4}|\dx)?[sml]|xs|free ?size|\d+(?:\.\d+)?)$|\d+ ?(?:-|to|–) ?\d+|(?<!\p{L})(?:days?|weeks?|months?|years?|above|below|over|under|age|good|bad|damaged?|expired|defective|reserved?|allocated|committed|blocked|transit|pending|hold|min|max|minimum|maximum|reorder|opening|closing|inwards?|outwards?|issued?|receipts?|received|returns?|adjust\p{L}*|free|loose|strips?|box(?:es)?|cases?|cartons?|packs?|physical|book|system|diff\p{L}*|short|excess|old|new|red|blue|green|black|white|pink|yellow|grey|gray|brown|orange|tax|gst|discount|margin|profit|weight|height|width|length)(?!\p{L})/iu
const STORE_WISE = /(?<!\p{L})(?:store|godown|warehouse|branch|outlet|shop|location)[- ]?wise(?!\p{L})/iu
const SEVERAL = 2

/** A column of figures of one store. */
interface Figure {
  column: number
  store: string
  measure: Measure
}

interface Head {
  skip_rows: number
  header_rows: number
  names: string[]
  figures: Figure[]
}

/**
 * The plan of a stock list with a column for each store (or under each store its quantity and value); null where that is not certain: nothing written at the table, its file or its
 * columns speaks of stores, or of stock, or something speaks of sales, or no column adds the stores up and nothing else tells them. `names` are those of the file and its sheet.
 */
export function storesPlan(rows: Rows, names: readonly string[]): WidePlan | null {
  const scanned = Math.min(rows.length, LIMITS.header_scan_rows)
  for (let at = 0; at < scanned; at++) {
    const head = pairedHead(rows, at) ?? singleHead(rows, at)
    if (head) return planOf(head, rows, names)
  }
  return null
}

const namesProduct = (name: string): boolean => ['product', 'code'].includes(writtenHeader(name).matches[0]?.role ?? '')

/** 'Andheri Stock' and 'Stock - Andheri' are of Andheri. */
const storeIn = (name: string): string =>
  withoutMeasure(name)
    .rest.replace(STOCK, (word) => (STORE.test(word) ? word : ' '))
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-_:,|]+|[\s\-_:,|]+$/g, '')

/** May a column of this name be a store's? */
function canBeStore(name: string): boolean {
  const store = storeIn(name)
  if (store === '' || isTotalName(name) || NO_STORE.test(store) || OF_STORE.test(store) || SOLD.test(name)) return false
  return STORE.test(store) || (/\p{L}{2}/u.test(store) && !writtenHeader(name).known && !writtenHeader(store).known)
}

/** Stores in one row, and what is counted of each in the row below. */
function pairedHead(rows: Rows, at: number): Head | null {
  const [parents, children] = [rows[at] ?? [], rows[at + 1] ?? []]
  if (!parents.some(namesProduct) || children.length > LIMITS.columns) return null
  const figures: Figure[] = []
  let reach = ''
  for (let column = 0; column < children.length; column++) {
    reach = parents[column]?.trim() || reach
    const { rest, measure } = withoutMeasure(children[column] ?? '')
    if (measure && rest === '' && canBeStore(reach)) figures.push({ column, store: storeIn(reach), measure })
  }
  const width = Math.max(parents.length, children.length)
  const own = Array.from({ length: width }, (_, column) => [parents[column] ?? '', children[column] ?? ''].join(' ').trim())
  return figures.length >= SEVERAL ? { skip_rows: at, header_rows: 2, names: ownOrAbove(own, parents, children), figures } : null
}

/** Names of the columns beside the stores; what stands under a parent that reaches to the right is of that parent. */
function ownOrAbove(own: readonly string[], parents: readonly string[], children: readonly string[]): string[] {
  let reach = ''
  return own.map((name, column) => {
    reach = parents[column]?.trim() || reach
    return name !== '' && (parents[column] ?? '').trim() === '' && (children[column] ?? '').trim() !== '' ? `${reach} ${name}` : name
  })
}

function singleHead(rows: Rows, at: number): Head | null {
  const names = (rows[at] ?? []).map((name) => name.trim())
  if (!names.some(namesProduct) || names.length > LIMITS.columns) return null
  const body = rows.slice(at + 1, at + 1 + SAMPLE)
  const figures = names.flatMap((name, column): Figure[] =>
    canBeStore(name) && isNumeric(body, column) ? [{ column, store: storeIn(name), measure: 'qty' }] : [],
  )
  return figures.length >= SEVERAL ? { skip_rows: at, header_rows: 1, names, figures } : null
}

function planOf({ skip_rows, header_rows, names, figures }: Head, rows: Rows, around: readonly string[]): WidePlan | null {
  const titles = rows.slice(0, skip_rows)
  const texts = [...around, ...titles.flat()]
  const body = rows.slice(skip_rows + header_rows, skip_rows + header_rows + SAMPLE)
  const columns = figures.map(({ column }) => column)
  const sides = sidesOf(names, body, columns)
  if (sides.dated || !sides.named || figureShare(body, columns) < 0.8) return null
  const said = [...texts, ...names]
  if (said.some((text) => SOLD.test(text.replace(/purchase (?:rate|price|cost)|(?:sales?|selling) (?:rate|price)/gi, '')))) return null
  if (!said.some((text) => STORE.test(text)) || !said.some((text) => text.search(STOCK) >= 0)) return null
  const measures = [...new Set(figures.map(({ measure }) => measure))]
  const of_measure = (measure: Measure) => figures.flatMap((figure) => (figure.measure === measure ? [figure.column] : []))
  const is_sum = ({ column }: { column: number }): boolean => measures.some((measure) => addsUp(body, column, of_measure(measure)))
  const has_store = names.some((name, column) => !columns.includes(column) && writtenHeader(name).matches[0]?.role === 'store')
  if (!measures.includes('qty') || !sides.totals.every(is_sum) || has_store) return null
  const named = columns.filter((column) => STORE.test(names[column] ?? '') || (names[column] ?? '').search(STOCK) >= 0)
  const is_told = sides.totals.length > 0 || named.length * 2 >= columns.length || texts.some((text) => STORE_WISE.test(text))
  if (!is_told) return null
  const groups = groupsOf(figures, measures)
  return (
    groups && {
      by: 'store',
      skip_rows,
      header_rows,
      header: rows.slice(skip_rows, skip_rows + header_rows),
      titles,
      kept: sides.kept,
      groups,
      measures,
      totals: sides.totals,
      row_total: sides.totals.length === 1 ? (sides.totals[0]?.column ?? null) : null,
      first: groups[0]?.label ?? '',
      last: groups[groups.length - 1]?.label ?? '',
      notes: [],
    }
  )
}

/** Columns of one store together; null where two of them say the same, or there is one store only. */
function groupsOf(figures: readonly Figure[], measures: readonly Measure[]): Group[] | null {
  const groups = new Map<string, Group & { cells: (number | null)[] }>()
  for (const { column, store, measure } of figures) {
    const group = groups.get(headerKey(store)) ?? { label: store, date: null, product: null, store, cells: measures.map(() => null) }
    const place = measures.indexOf(measure)
    if (group.cells[place] !== null) return null
    group.cells[place] = column
    groups.set(headerKey(store), group)
  }
  return groups.size >= SEVERAL ? [...groups.values()] : null
}

function isNumeric(rows: Rows, column: number): boolean {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '' && !/^\s*[-–—]\s*$/.test(cell))
  return cells.length > 0 && cells.filter(isFigure).length >= 0.8 * cells.length
}
