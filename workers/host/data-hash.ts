import { sha256 } from 'hash-wasm'
import type { Dataset } from '../../src/domain/dataset'

type Part = Pick<Dataset, 'file_sha256' | 'mapping_version' | 'uploaded_at'>

/** Names a state of the data (architecture.md, Cache): SHA-256 over the sorted (file_sha256, mapping_version, uploaded_at) of the active datasets and what was decided beside them. */
export function dataHash(active: readonly Part[], decided: readonly string[] = []): Promise<string> {
  const parts = active.map(({ file_sha256, mapping_version, uploaded_at }) => `${file_sha256}|${mapping_version}|${uploaded_at}`)
  return sha256([...parts.sort(), ...decided].join('\n'))
}
