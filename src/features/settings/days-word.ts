/** `day` or `days` as the language says it after a number, with a space before it. */
export function daysWord(language: string, count: number | string): string {
  const parts = new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).formatToParts(Number(count) || 0)
  return ` ${parts.find(({ type }) => type === 'unit')?.value ?? ''}`
}
