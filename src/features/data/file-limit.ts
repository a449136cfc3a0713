import { LIMITS } from '../../domain/limits'
import type { Format } from '../../ui/format'

/** The largest file that is read, in the words of file managers: `1 GB`. */
export const fileLimit = (format: Format): string => `${format.count(LIMITS.file_bytes / 1024 ** 3)}\u00a0GB`
