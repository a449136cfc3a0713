import { SaxesParser } from 'saxes'
import { LucidError } from '../../../../src/domain/errors'

/** An element by its local name; prefixes differ from program to program and say nothing. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** Elements inside elements, at most. */
const DEEPEST = 60

/** Reads a small XML document. Entities of a document type are not known to the parser, so none can be expanded. Throws E_DAMAGED. */
export function xmlTree(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ xmlns: false })
  const broken = (reason: string) =>
    new LucidError('E_DAMAGED', 'The invoice data inside this PDF is damaged.', { details: { reason: reason.slice(0, 200) } })
  parser.on('error', (error) => {
    throw broken(error.message)
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > DEEPEST) throw broken('too deep')
    const element: Element = { name: name.replace(/^.*:/, ''), attributes: attributes as Record<string, string>, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  const take = (text: string) => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return root.children[0] ?? root
}

/** All elements down a path of local names, through every branch. */
export function all(element: Element | undefined, ...path: string[]): Element[] {
  let level = element ? [element] : []
  for (const name of path) level = level.flatMap(({ children }) => children.filter((child) => child.name === name))
  return level
}
export const one = (element: Element | undefined, ...path: string[]): Element | undefined => all(element, ...path)[0]
export const text = (element: Element | undefined, ...path: string[]): string | null =>
  one(element, ...path)
    ?.text.trim()
    .replace(/\s+/g, ' ') || null

/** A decimal number of the document in 1/10^digits; null when absent or no number. */
export function decimal(value: string | null, digits: number): number | null {
  if (value === null || !/^-?\d+(?:\.\d+)?$/.test(value)) return null
  return Math.round(Number(value) * 10 ** digits)
}
