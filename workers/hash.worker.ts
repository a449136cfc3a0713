import * as Comlink from 'comlink'
import { createSHA256 } from 'hash-wasm'
import type { RemoteHash } from './host/hash-thread'
import { lentChunks } from './host/lent-chunks'

/** A thread that names large files while another copies them. */
const remote: RemoteHash = {
  sha256: async (file) => {
    const hash = await createSHA256()
    for await (const chunk of lentChunks(file)) hash.update(chunk)
    return hash.digest('hex')
  },
}
Comlink.expose(remote)
