import { Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Dataset, LeftOutPart, WideTable } from '../../domain/dataset'
import { ERROR_CODES, type ErrorCode } from '../../domain/errors'
import { LEFT_OUT_CODES, LEFT_OUT_NAMES, type LeftOutCode, type LeftOutName, PART_CODES, type PartCode } from '../../domain/issue-codes'
import type { Format } from '../../ui/format'
import { useFormat } from '../../ui/settings-context'
import { ReadPart, Siblings } from './packed-parts'
import classes from './read-as-panel.module.css'
import '../../i18n/words/taking'

/** Of a table that came in a packed file: where it was in it, and what of the file was not taken or was read in a way worth knowing. */
export function PackedFacts({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const datasets = useEngineQuery('datasets.list', {})
  const { origin } = dataset
  if (!origin) return null
  const siblings = (datasets.data ?? []).filter((one) => one.origin?.sha256 === origin.sha256)
  return (
    <>
      {origin.wide ? (
        <WideFacts filename={origin.filename} path={origin.path} wide={origin.wide} />
      ) : (
        <Text size="sm">
          {t('packed.from', { file: origin.filename, part: origin.path.join(' › ') })}. {t('packed.kept')}
        </Text>
      )}
      {origin.left_out.length > 0 ? (
        <div className={classes.packed}>
          <Text size="sm" fw={600}>
            {t('packed.left_out')}
          </Text>
          <ul>
            {origin.left_out.map((part) => (
              <li key={`${part.name} ${part.code}`}>
                {t('packed.one', { name: leftOutName(t, part.name), why: leftOutWords(t, format, part) })}{' '}
                <ReadPart part={part} origin={origin} siblings={siblings} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <Siblings filename={origin.filename} siblings={siblings.filter((one) => one.dataset_id !== dataset.dataset_id)} />
    </>
  )
}

/** Of a table that was turned: how its rows and columns became rows, to the last figure. */
function WideFacts({ filename, path, wide }: { filename: string; path: readonly string[]; wide: WideTable }) {
  const { t } = useTranslation('taking')
  const format = useFormat()
  const { rows, columns, lines, empty, others } = wide
  const from = path.length > 0 ? t('wide.from_part', { file: filename, part: path.join(' › ') }) : t('wide.from', { file: filename })
  const counted = {
    rows: format.count(rows),
    columns: format.count(columns),
    places: format.count(lines + empty),
    lines: format.count(lines),
    empty: format.count(empty),
  }
  return (
    <Text size="sm" className="tabular">
      {from} {t('wide.count', counted)} {others > 0 ? t('wide.others', { count: others, n: format.count(others) }) : ''} {t('wide.kept')}
    </Text>
  )
}

/** A name of the file as it is; one of Lucid's own, at its end after the archives it was in, in words. */
const leftOutName = (t: TFunction<'data'>, name: string): string =>
  name.replace(/@(\w+)$/, (whole, own: string) =>
    (LEFT_OUT_NAMES as readonly string[]).includes(own) ? t(`packed.name.${own as LeftOutName}`) : whole,
  )

function leftOutWords(t: TFunction<'data'>, format: Format, { code, count }: LeftOutPart): string {
  const n = format.count(count)
  if (isPart(code)) return t(`packed.${code}`, { count, n })
  if (isLeftOut(code)) return `${t(`issue.${code}.title`)} (${n}). ${t(`issue.${code}.about`)}`
  return t('packed.other', { why: isError(code) ? t(`error.${code}.title`) : code })
}

const isPart = (code: string): code is PartCode => (PART_CODES as readonly string[]).includes(code)
const isLeftOut = (code: string): code is LeftOutCode => (LEFT_OUT_CODES as readonly string[]).includes(code)
const isError = (code: string): code is ErrorCode => (ERROR_CODES as readonly string[]).includes(code)
