import type { TFunction } from 'i18next'
import type { Dataset, WideTable } from '../../domain/dataset'
import type { DatasetKind, DateOrder, Recognition } from '../../domain/mapping'
import type { Format } from '../../ui/format'
import '../../i18n/words/taking'

const DELIMITER_WORD = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', '^': 'caret', '~': 'tilde' } as const
const ENCODING_NAME = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' } as const

/**
 * What was recognised, as sentences: "Sales file, comma separated, UTF-8, 14 columns; dates are day/month/year."
 * Of a packed table, "Sales file, Excel sheet, 14 columns". `kind` and `date_order` are those in use, which the answers of a person may have changed since.
 */
export function readAsSentences(
  t: TFunction<'data'>,
  format: Pick<Format, 'count' | 'month'>,
  recognition: Recognition,
  kind: DatasetKind | null,
  date_order: DateOrder | null,
  packed: Pick<Dataset, 'format' | 'origin'>,
): string[] {
  const { dialect, header } = recognition
  const words = {
    kind: t(`kind_file.${kind ?? 'unknown'}`),
    delimiter: t(`recognised.delimiter_${DELIMITER_WORD[dialect.delimiter]}`),
    encoding: ENCODING_NAME[dialect.encoding],
    columns: t('recognised.columns', { count: header.length, n: format.count(header.length) }),
  }
  const sentence = packed.origin?.table ? 'sentence_packed' : 'sentence'
  const all = { ...words, format: t(`packed.format_${packed.format}`) }
  const sentences = [
    date_order && kind === 'sales'
      ? t(`recognised.${sentence}_dates`, { ...all, dates: t(`recognised.dates_${date_order}`) })
      : t(`recognised.${sentence}`, all),
  ]
  if (packed.origin?.wide) sentences.push(wideWords(t, format, packed.origin.wide))
  if (dialect.skip_rows > 0) sentences.push(t('recognised.skipped', { count: dialect.skip_rows, n: format.count(dialect.skip_rows) }))
  if (dialect.header_rows > 1) sentences.push(t('recognised.header_rows', { n: format.count(dialect.header_rows) }))
  if (recognition.source_type !== 'generic') sentences.push(t('recognised.source', { source: titled(recognition.source_type) }))
  if (recognition.remembered) sentences.push(t('recognised.remembered'))
  return sentences
}

/** What a table was before it was turned: "It had a column for each month, Jan 2025 to Dec 2025 (12). ..." */
function wideWords(t: TFunction<'data'>, format: Pick<Format, 'count' | 'month'>, { by, columns, first, last }: WideTable): string {
  const shown = (text: string) => (by === 'month' ? format.month(`${text}-01`) : text)
  return t(`taking:wide.${by}`, { first: shown(first), last: shown(last), columns: format.count(columns) })
}

const titled = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The name a column is shown by: its header, or its number when the header is empty. */
export function columnName(t: TFunction<'data'>, header: readonly string[], column: number): string {
  return header[column]?.trim() || t('map.column_unnamed', { n: column + 1 })
}
