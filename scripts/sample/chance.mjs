/**
 * Repeatable chance: a linear congruential generator in 32-bit integers (Numerical Recipes' constants) and nothing but
 * + - * / after it, so every machine makes the same files.
 */
export class Chance {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed >>> 0
  }

  /** A number in [0, 1). */
  next() {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0
    return (this.state >>> 8) / 16777216 // the low bits of such a generator repeat early
  }

  /** A whole number in [0, n). @param {number} n */
  below(n) {
    return Math.floor(this.next() * n)
  }

  /** @param {number} share */
  happens(share) {
    return this.next() < share
  }

  /** @template T @param {readonly T[]} items @returns {T} */
  one(items) {
    return /** @type {T} */ (items[this.below(items.length)])
  }

  /** An index, drawn in proportion to its weight. @param {readonly number[]} weights */
  weighted(weights) {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0)
    const found = weights.findIndex((weight) => {
      left -= weight
      return left < 0
    })
    return found === -1 ? weights.length - 1 : found
  }

  /** The items in another order. @template T @param {readonly T[]} items @returns {T[]} */
  shuffled(items) {
    const rest = [...items]
    return items.map(() => /** @type {T} */ (rest.splice(this.below(rest.length), 1)[0]))
  }
}
