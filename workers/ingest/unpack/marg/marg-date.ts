/** A day as Marg writes it, DDMMYYYY, in ISO; null for anything else, zeros among it. */
export function margDate(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d\d)(\d\d)((?:19|20|21)\d\d)$/.exec(text) ?? []
  if (year === '') return null
  const iso = `${year}-${month}-${day}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : null
}

/** What stands where there is no day. */
export const noDate = (text: string): boolean => /^0*$/.test(text)
