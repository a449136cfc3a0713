import { bring } from '../bring'
import * as words from '../en/data/all-but-start'

// what the first run says of files is there from the start
await bring('data', { ...words }, async () => ({ ...(await import('../hi/data/all-but-start')) }))
