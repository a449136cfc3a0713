/** The money of a sheet by the number formats of its cells. */
export interface SheetCurrency {
  /** ISO code, where all columns of money agree; null otherwise, and where no format shows any */
  currency: string | null
  /** 0-based columns of money, in any currency */
  columns: number[]
  /** codes seen in such columns, in code-point order */
  seen: string[]
}

export const NO_MONEY: SheetCurrency = { currency: null, columns: [], seen: [] }
/** Share of a column's numbers that must be formatted as money: a total or a note may be formatted otherwise. */
const MOSTLY = 0.9

/** Counts the numbers of each column by the money that their formats show. */
export class SheetMoney {
  private readonly counts: (Map<string, number> | undefined)[] = []
  private readonly numbers: number[] = []

  see(column: number, currency: string | undefined): void {
    this.numbers[column] = (this.numbers[column] ?? 0) + 1
    if (currency === undefined) return
    let counts = this.counts[column]
    if (!counts) {
      counts = new Map()
      this.counts[column] = counts
    }
    counts.set(currency, (counts.get(currency) ?? 0) + 1)
  }

  /** `from`: the column that becomes the first. */
  found(from: number): SheetCurrency {
    const columns: number[] = []
    const seen = new Set<string>()
    this.counts.forEach((counts, column) => {
      const formatted = [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0)
      if (formatted === 0 || formatted < MOSTLY * (this.numbers[column] ?? 0)) return
      columns.push(column - from)
      for (const code of counts?.keys() ?? []) seen.add(code)
    })
    const codes = [...seen].sort()
    return { currency: codes.length === 1 ? (codes[0] as string) : null, columns, seen: codes }
  }
}
