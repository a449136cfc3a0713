import { LucidError } from '../../../../src/domain/errors'
import type { ByteSource } from '../../../db/byte-source'
import { xmlText } from './xml-text'

/** An element with what it holds; names in capitals. */
export interface XmlNode {
  name: string
  attributes: Readonly<Record<string, string>>
  text: string
  children: XmlNode[]
}

/** Elements inside one another; a real file has about ten. */
const DEEPEST = 100
/** Characters of one record. A voucher of a thousand lines has some millions. */
const LARGEST = 32 * 1024 ** 2

/**
 * The elements of some names, one after the other, each with those of its children that `wanted` knows; the rest of the file is passed over and never in
 * memory. Entities of a document type are not expanded: they stay as they are written. Throws E_DAMAGED for XML that is broken, or nested or large beyond reason.
 */
export async function* xmlRecords(
  source: ByteSource,
  records: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  hooks: { signal: AbortSignal; progress(share: number): void },
): AsyncGenerator<XmlNode> {
  const { SaxesParser } = await import('saxes')
  const parser = new SaxesParser()
  const done: XmlNode[] = []
  const open: XmlNode[] = []
  let depth = 0
  let passed_at = 0
  let size = 0
  parser.on('error', (error) => {
    if (!/entity|disallowed character|ampersand/i.test(error.message)) throw broken(error.message)
  })
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) throw broken(`more than ${DEEPEST} elements inside one another`)
    if (passed_at > 0) return
    const name = tag.name.toUpperCase()
    const parent = open.at(-1)
    if (!parent && !records.has(name)) return
    if (parent && !wanted.has(name)) {
      passed_at = depth
      return
    }
    const node: XmlNode = { name, attributes: tag.attributes as Record<string, string>, text: '', children: [] }
    parent?.children.push(node)
    open.push(node)
  })
  parser.on('text', (text) => {
    const node = open.at(-1)
    if (!node || passed_at > 0) return
    size += text.length
    if (size > LARGEST) throw broken(`a record of more than ${LARGEST} characters`)
    node.text += text
  })
  parser.on('closetag', () => {
    if (passed_at === 0 && open.length > 0) {
      const node = open.pop() as XmlNode
      if (open.length === 0) {
        done.push(node)
        size = 0
      }
    }
    if (passed_at === depth) passed_at = 0
    depth--
  })
  for await (const text of xmlText(source, hooks.signal, hooks.progress)) {
    parser.write(text)
    yield* done.splice(0)
  }
  parser.close()
  yield* done.splice(0)
}

/** The text of the first child of a name, trimmed; '' without one. */
export function childText(node: XmlNode, ...names: string[]): string {
  for (const name of names) {
    const found = node.children.find((child) => child.name === name)?.text.trim()
    if (found) return found
  }
  return ''
}

export const childrenOf = (node: XmlNode, ...names: string[]): XmlNode[] => node.children.filter(({ name }) => names.includes(name))

function broken(reason: string): LucidError {
  return new LucidError('E_DAMAGED', 'The XML of the file is broken.', {
    hint: 'Export the day book again and drop the new file.',
    details: { reason: reason.slice(0, 200) },
  })
}
