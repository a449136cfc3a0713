import * as Comlink from 'comlink'
import { createSHA256 } from 'hash-wasm'
import type { RemoteHash } from './host/hash-thread'

const CHUNK_BYTES = 4 * 1024 ** 2

/** A thread that names large files while another copies them. */
const remote: RemoteHash = {
  sha256: async (file) => {
    const hash = await createSHA256()
    for (let at = 0; at < file.size; at += CHUNK_BYTES) hash.update(new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer()))
    return hash.digest('hex')
  },
}
Comlink.expose(remote)
