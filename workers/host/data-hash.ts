import { sha256 } from 'hash-wasm'
import type { Dataset } from '../../src/domain/dataset'

type Part = Pick<Dataset, 'file_sha256' | 'mapping_version' | 'uploaded_at'>

/** Names a state of the data (architecture.md, Cache): SHA-256 over the sorted (file_sha256, mapping_version, uploaded_at) of the active datasets,
 * and the merges of products where there are any. */
export function dataHash(active: readonly Part[], aliases: readonly { from_sku: string; into_sku: string }[] = []): Promise<string> {
  const parts = active.map(({ file_sha256, mapping_version, uploaded_at }) => `${file_sha256}|${mapping_version}|${uploaded_at}`)
  const merges = aliases.map(({ from_sku, into_sku }) => `alias ${JSON.stringify([from_sku, into_sku])}`)
  return sha256([...parts.sort(), ...merges].join('\n'))
}
