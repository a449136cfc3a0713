import { packedQuantity } from '../recognise/packed-quantity'

/**
 * Which units of a column are packs and which lie loose beside them, as its cells with both say ('2 BOX 1 PCS'): a cell of packs alone then means what is in them. Kept
 * over all readings of a table, because what a later cell says holds for the earlier ones too.
 */
export class PackWords {
  private readonly packs = new Set<string>()
  private readonly loose = new Set<string>()
  /** some cell of the column is in packs and loose ones */
  found = false

  /** How much is known, to tell whether it has grown. */
  get size(): number {
    return this.packs.size + this.loose.size
  }
  /** Is the cell in packs and loose ones? */
  hear(text: string): boolean {
    const packed = packedQuantity(text)
    if (packed === null) return false
    this.found = true
    if (packed.outer !== '') {
      this.packs.add(packed.outer)
      this.loose.add(packed.inner)
    }
    return true
  }
  /** The unit that lies loose beside packs of this one; null where it is no pack here, or both. */
  looseOf(unit: string): string | null {
    if (!this.packs.has(unit) || this.loose.has(unit)) return null
    return [...this.loose].find((one) => !this.packs.has(one)) ?? null
  }
  isLoose(unit: string): boolean {
    return this.loose.has(unit) && !this.packs.has(unit)
  }
  isBoth(unit: string): boolean {
    return this.loose.has(unit) && this.packs.has(unit)
  }
}
