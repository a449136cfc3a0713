/** A statement whose values are bound, never spliced: `sql\`... WHERE sku = ${sku}\``. Fragments (other Sql) nest. */
export class Sql {
  constructor(
    readonly parts: readonly string[],
    readonly values: readonly SqlValue[],
  ) {}
  /** The statement as it runs: values written as escaped literals. Also what "how is this computed" shows. */
  get text(): string {
    return this.parts.reduce((all, part, i) => all + (i === 0 ? '' : literal(this.values[i - 1] as SqlValue)) + part, '')
  }
}

export type SqlValue = string | number | bigint | boolean | null | readonly (string | number)[]

export function sql(strings: TemplateStringsArray, ...inputs: (SqlValue | Sql)[]): Sql {
  const parts: string[] = [strings[0] as string]
  const values: SqlValue[] = []
  inputs.forEach((input, i) => {
    const after = strings[i + 1] as string
    if (input instanceof Sql) {
      const [head = '', ...tail] = input.parts
      parts.push((parts.pop() ?? '') + head, ...tail)
      parts.push((parts.pop() ?? '') + after)
      values.push(...input.values)
    } else {
      values.push(input)
      parts.push(after)
    }
  })
  return new Sql(parts, values)
}

/** Text of our own making (never data): a fragment without values. */
export const raw = (text: string): Sql => new Sql([text], [])

/** A name of a table or column, quoted. */
export const ident = (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`)

export function join(fragments: readonly Sql[], separator = ', '): Sql {
  return fragments.reduce((all, one, i) => (i === 0 ? one : sql`${all}${raw(separator)}${one}`), raw(''))
}

function literal(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a SQL number: ${value}`)
    return Number.isInteger(value) ? String(value) : `${value}::DOUBLE`
  }
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new TypeError('a SQL string cannot hold NUL')
    return `'${value.replaceAll("'", "''")}'`
  }
  return `[${value.map(literal).join(', ')}]`
}
