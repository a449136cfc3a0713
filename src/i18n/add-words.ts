import i18next from 'i18next'

/**
 * English words that come with the parts that show them, not with the first page: such a part imports `<namespace>-words`. Hindi brings them with all of
 * its own.
 */
export function addWords(namespace: string, words: Record<string, unknown>): void {
  const add = () => i18next.addResourceBundle('en', namespace, words)
  if (i18next.isInitialized) add()
  else i18next.on('initialized', add)
}
