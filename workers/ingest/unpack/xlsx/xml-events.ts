import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { LucidError } from '../../../../src/domain/errors'
import { asBroken, broken } from '../archive/budget'

export interface XmlEvents {
  /** name without its prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text?(text: string): void
}

/** Elements in one another. Workbooks stay below twenty. */
const DEPTH = 100
/** Bytes of one element that does not end: a text, a comment. A cell holds 32,767 characters. */
const QUIET_BYTES = 32 * 1024 ** 2

/**
 * The elements and texts of an XML document, while its bytes come. Entities that it defines itself are not read, so it cannot grow. Throws E_DAMAGED
 * for what is not well-formed.
 */
export async function xmlEvents(bytes: AsyncIterable<Uint8Array>, events: XmlEvents, signal: AbortSignal): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let depth = 0
  let quiet = 0
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    quiet = 0
    if (++depth > DEPTH) throw broken('elements are nested too deep')
    events.open(local(name), attributes)
  })
  parser.on('closetag', ({ name }: SaxesTagPlain) => {
    quiet = 0
    depth--
    events.close(local(name))
  })
  if (events.text) parser.on('text', (text) => events.text?.(text))
  if (events.text) parser.on('cdata', (text) => events.text?.(text))
  parser.on('doctype', () => {
    throw broken('it defines entities of its own')
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of bytes) {
      if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
      quiet += chunk.length
      if (quiet > QUIET_BYTES) throw broken('an element does not end')
      parser.write(decoder.decode(chunk, { stream: true }))
    }
    parser.write(decoder.decode())
    parser.close()
  } catch (error) {
    throw asBroken(error)
  }
}

function local(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? name : name.slice(at + 1)
}
