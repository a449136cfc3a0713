/** 'Store: Andheri West', 'Godown - Bhiwandi', 'Branch Name : Dadar' */
const LABELLED =
  /^(?:store|branch|godown|location|warehouse|outlet|shop|दुकान|शाखा|गोदाम)(?:\s+(?:name|का नाम))?\s*(?:[:=]|\s[-–]\s)\s*(.*)$/iu
/** Said of no store, or of all of them. */
const NO_STORE = /^(?:all|any|every|both|none|nil|na|n\/a|-|total|consolidated|सभी)\b/iu
const LONGEST = 60

/** The store that the rows above a table name, in a cell or in the one beside it; null where they name none, or several. */
export function storeInTitles(above: readonly (readonly string[])[]): string | null {
  const named = above.flatMap((row) => {
    const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
    return cells.flatMap((cell, at) => {
      const found = LABELLED.exec(cell)
      return found ? [(found[1] ?? '').trim() || (cells[at + 1] ?? '')] : []
    })
  })
  const [store, ...others] = new Set(named.filter((name) => name !== ''))
  const is_one = store !== undefined && others.length === 0 && store.length <= LONGEST && /\p{L}/u.test(store) && !NO_STORE.test(store)
  return is_one ? store : null
}
