import { z } from 'zod'
import { REJECT_CODES } from './issue-codes'
import { Role } from './mapping'

/** A row that a file was not taken with, as it was last told: by the file, or by a correction that is still wrong. */
export const RejectedRow = z.object({
  /** 1-based physical row below the header of the file that it was rejected from */
  row_no: z.number().int(),
  code: z.enum(REJECT_CODES),
  /** 0-based column at fault, where the reason is about one cell */
  column: z.number().int().nullable(),
  suggestion: z.string().nullable(),
  /** may be longer than the header: cells beyond it are the reason then */
  cells: z.array(z.string()),
  /** times that it was corrected and was still wrong */
  tried: z.number().int(),
})
export type RejectedRow = z.infer<typeof RejectedRow>

export const RejectedRows = z.object({
  header: z.array(z.string()),
  columns: z.array(Role.nullable()),
  /** rejected rows that wait for a correction, of which `rows` is a part, by row_no */
  open: z.number().int(),
  /** rejected rows that a correction has brought in since */
  corrected: z.number().int(),
  rows: z.array(RejectedRow),
})
export type RejectedRows = z.infer<typeof RejectedRows>

/** A rejected row as a person has corrected it. */
export const CorrectedRow = z.object({ row_no: z.number().int(), cells: z.array(z.string()).max(2_000) })
export type CorrectedRow = z.infer<typeof CorrectedRow>

/** Rows that are corrected together, at most. More are better mended in a spreadsheet. */
export const CORRECTED_AT_ONCE = 1_000
