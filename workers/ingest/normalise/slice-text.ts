import type { Database } from '../../db/database'
import { type Sql, sql } from '../../db/sql'
import type { Slice } from '../read/scan'
import { holdSlice, type StageOptions, stageSlice, viewSlice } from '../read/stage'
import type { PassInput } from './pass'
import { SLICE } from './slice'

/**
 * The text of the slice at hand, under the name SLICE: a table, or a view of the file where the cells are looked at only once. Statements read either
 * alike; copying the cells costs a quarter of an import and half of its memory.
 */
export class SliceText {
  private viewed = false

  constructor(
    private readonly db: Database,
    private readonly input: PassInput,
  ) {}

  /** Copies the cells. */
  async stage(slice: Slice): Promise<void> {
    const { source, scan } = this.input
    await stageSlice(this.db, source, scan, slice, this.options())
  }

  /** Runs `use` over the file itself. False where the slice cannot be read as it is; then `use` did not run. */
  async view(slice: Slice, use: () => Promise<void>): Promise<boolean> {
    const { source, scan } = this.input
    return viewSlice(this.db, source, scan, slice, this.options(), async () => {
      this.viewed = true
      try {
        await use()
      } finally {
        // a view that stayed would be in the way of the next table of its name
        await this.db.putBack(this.gone())
        this.viewed = false
      }
    })
  }

  /** Copies the cells after all, for those who look at them again. */
  async hold(): Promise<void> {
    if (this.viewed) await holdSlice(this.db, SLICE.text)
    this.viewed = false
  }

  async drop(): Promise<void> {
    await this.db.run(this.gone())
    this.viewed = false
  }

  private gone(): Sql {
    return this.viewed ? sql`DROP VIEW IF EXISTS ${SLICE}` : sql`DROP TABLE IF EXISTS ${SLICE}`
  }

  private options(): StageOptions {
    const { header } = this.input.shape
    return { table: SLICE.text, columns: header.map((_, k) => k), width: header.length }
  }
}
