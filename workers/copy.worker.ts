import * as Comlink from 'comlink'
import { LucidError, toErrorShape } from '../src/domain/errors'
import { FileStore } from './db/opfs'
import { copyIn, sha256Of } from './host/copy-in'
import type { RemoteCopy } from './host/copy-thread'
import { lentChunks } from './host/lent-chunks'

const files = new FileStore()
const abort = new AbortController()

/** A thread that copies and scans a large file while another one reads it, and names the copy afterwards. */
const remote: RemoteCopy = {
  async copy(file, sniffed, job_id, heard) {
    let told = 0
    const nameOfCopy = async () => {
      const copy = await files.file('incoming', job_id)
      if (!copy) throw new LucidError('internal', 'The copy of the file is gone.')
      return await sha256Of(copy, abort.signal)
    }
    try {
      const copied = await copyIn(lentChunks(file), sniffed, job_id, files, abort.signal, async (done) => heard({ done }), nameOfCopy, {
        grew: (slices) => {
          if (slices.length > told) heard({ slices: slices.slice(told) })
          told = slices.length
        },
        ended: (scan) => heard({ scan }),
        broke: () => {}, // the answer says so
      })
      return { copied }
    } catch (error) {
      return { error: toErrorShape(error) }
    }
  },
  stop: () => abort.abort(),
}
Comlink.expose(remote)
