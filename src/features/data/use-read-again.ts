import { useState } from 'react'
import { engine } from '../../client'
import type { Mapping } from '../../domain/mapping'
import { ownJob } from './news'

/** Sends what was answered about a file, which is then read again; `send` resolves to false, and `error` says why, when that was refused. */
export function useReadAgain(dataset_id: string): { busy: boolean; error: unknown; send: (mapping: Mapping) => Promise<boolean> } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async (mapping: Mapping) => {
    setBusy(true)
    setError(null)
    try {
      const { job_id } = await engine.call('datasets.set_mapping', { dataset_id, mapping })
      ownJob(job_id)
      return true
    } catch (thrown) {
      setError(thrown)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, send }
}
