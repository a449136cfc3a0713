import { Button, FileButton, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Dataset, LeftOutPart, Origin } from '../../domain/dataset'
import pageClasses from './data-page.module.css'
import classes from './read-as-panel.module.css'
import { receivePart } from './take-files'
import '../../i18n/words/taking'

/** Left out by a rule, or for want of a column that a person can name: it can be read after all. */
const READABLE: readonly string[] = ['L_HIDDEN_SHEET', 'E_NO_DATE', 'E_NO_PRODUCT', 'E_NO_MEASURE']

const isOf = (part: LeftOutPart, { origin }: Dataset): boolean => origin?.path.join(' › ') === part.name

/** The way to read a sheet that was left out. The file has to be chosen again, since only its tables are kept. */
export function ReadPart({ part, origin, siblings }: { part: LeftOutPart; origin: Origin; siblings: readonly Dataset[] }) {
  const { t } = useTranslation('taking')
  const navigate = useNavigate()
  if (!READABLE.includes(part.code)) return null
  const read = siblings.find((one) => isOf(part, one))
  if (read)
    return (
      <Link to="/data/$dataset_id" params={{ dataset_id: read.dataset_id }}>
        {t('parts.is_read')}
      </Link>
    )
  const take = (file: File | null) => {
    if (!file) return
    void navigate({ to: '/data' })
    void receivePart(file, { name: part.name, sha256: origin.sha256 })
  }
  return (
    <>
      <FileButton onChange={take}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="compact-sm"
            className={pageClasses.target}
            aria-label={t('parts.read_named', { name: part.name, file: origin.filename })}
          >
            {t('parts.read')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {t('parts.choose', { file: origin.filename })}
      </Text>
    </>
  )
}

/** The other tables that were read from the same file, each with its own page. */
export function Siblings({ filename, siblings }: { filename: string; siblings: readonly Dataset[] }) {
  const { t } = useTranslation('taking')
  if (siblings.length === 0) return null
  return (
    <div className={classes.packed}>
      <Text size="sm" fw={600}>
        {t('parts.others', { file: filename })}
      </Text>
      <ul>
        {siblings.map((one) => (
          <li key={one.dataset_id}>
            <Link to="/data/$dataset_id" params={{ dataset_id: one.dataset_id }}>
              {one.origin?.path.join(' › ') || one.name}
            </Link>
          </li>
        ))}
      </ul>
      <Text size="xs" c="dimmed">
        {t('parts.remove')}
      </Text>
    </div>
  )
}
