import { config } from 'zod'

// Imported before any schema: zod would otherwise probe `new Function`, which our content security policy forbids and reports.
config({ jitless: true })
