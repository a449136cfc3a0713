import { headerKey } from '../recognise/header-words'

/** The header of a table, asked by the names that exports write: case, punctuation and what stands in brackets do not matter. */
export class SourceHeader {
  private readonly at = new Map<string, number>()

  constructor(readonly names: readonly string[]) {
    const whole = names.map(headerKey)
    const outside = names.map((name) => headerKey(name.replace(/[([][^)\]]*[)\]]?/g, ' ')))
    for (const keys of [whole, outside])
      keys.forEach((key, column) => {
        if (key !== '' && !this.at.has(key)) this.at.set(key, column)
      })
  }

  /** Column of the first of these names that is there, else null. */
  find(...wanted: readonly string[]): number | null {
    for (const name of wanted) {
      const column = this.at.get(keyOf(name))
      if (column !== undefined) return column
    }
    return null
  }
  has(...all: readonly string[]): boolean {
    return all.every((name) => this.find(name) !== null)
  }
}

/** The names that sources ask for are few and always the same. */
const keys = new Map<string, string>()
function keyOf(name: string): string {
  const known = keys.get(name) ?? headerKey(name)
  keys.set(name, known)
  return known
}
