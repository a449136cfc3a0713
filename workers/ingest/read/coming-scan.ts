import { LucidError } from '../../../src/domain/errors'
import type { Scan, Slice, Sniffed } from './scan'

/**
 * The scan of a file that is still being received. `scan` grows: slices that are cut stand in it for good, all else is settled at the end. Whoever
 * receives the file calls `grew`, and in the end `ended` or `broke`; who reads it meanwhile awaits what it needs, and is told of the break.
 */
export class ComingScan {
  readonly scan: Scan
  private is_whole = false
  private broken: { error: unknown } | null = null
  private readonly waiting: (() => void)[] = []

  constructor({ encoding_guess, bom_bytes, delimiter, quote, newline }: Sniffed) {
    this.scan = {
      encoding: encoding_guess,
      bom_bytes,
      delimiter,
      quote,
      newline,
      bytes: 0,
      rows_physical: 0,
      longest_line_bytes: 0,
      blank_rows: 0,
      bad_bytes: 0,
      max_cells: 0,
      slices: [],
      unbalanced_quote_row: null,
    }
  }

  /** `slices`: all that are cut so far. */
  grew(slices: readonly Slice[]): void {
    const { scan } = this
    if (slices.length === scan.slices.length) return
    for (const slice of slices.slice(scan.slices.length)) {
      scan.slices.push(slice)
      scan.rows_physical = slice.first_row + slice.rows
    }
    this.wake()
  }

  ended(whole: Scan): void {
    this.grew(whole.slices)
    Object.assign(this.scan, whole, { slices: this.scan.slices })
    this.is_whole = true
    this.wake()
  }

  broke(error: unknown): void {
    this.broken ??= { error }
    this.wake()
  }

  /** Has the file a slice of this number (from 0)? Resolves when that is known. */
  async slice(at: number): Promise<boolean> {
    await this.until(() => at < this.scan.slices.length)
    return at < this.scan.slices.length
  }

  /** Resolves when the slices hold so many rows, or all there are. */
  rows(count: number): Promise<void> {
    return this.until(() => this.scan.rows_physical >= count)
  }

  whole(): Promise<void> {
    return this.until(() => this.is_whole)
  }

  private async until(enough: () => boolean): Promise<void> {
    while (!this.broken && !this.is_whole && !enough()) await new Promise<void>((resolve) => this.waiting.push(resolve))
    if (this.broken) throw this.broken.error ?? new LucidError('cancelled', 'The file was not received whole.')
  }

  private wake(): void {
    for (const go_on of this.waiting.splice(0)) go_on()
  }
}
