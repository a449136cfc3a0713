/** Whether every word that is typed stands in one of these texts. */
export function foundBy(typed: string, texts: readonly string[]): boolean {
  const text = texts.join(' ').toLocaleLowerCase()
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
