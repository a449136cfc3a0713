import { statfs } from 'node:fs/promises'

const MEMORY = '/dev/shm'
/** Three browsers with their files, the largest of them a few hundred MB. */
const ENOUGH_BYTES = 4 * 1024 ** 3

/** A folder that is in memory, where the system has one with 4 GB to spare: each import of a test waits for the disk several times. */
export async function roomyMemory(): Promise<string | null> {
  const found = await statfs(MEMORY).catch(() => null)
  return found && found.bavail * found.bsize > ENOUGH_BYTES ? MEMORY : null
}
