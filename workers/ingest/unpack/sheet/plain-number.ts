/**
 * A number as a spreadsheet means it: 15 significant digits, the shortest decimal that has them, no exponent. 0.1+0.2, kept as
 * 0.30000000000000004, is 0.3. '' for what is no number.
 */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return Object.is(value, -0) ? '0' : String(value)
  return withoutExponent(String(Number(value.toPrecision(15))))
}

function withoutExponent(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', first = '', rest = '', power = '0'] = parts
  const digits = first + rest
  const point = 1 + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
