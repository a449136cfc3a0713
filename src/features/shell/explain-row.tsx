import { Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { ErrorState } from '../../ui/error-state'
import { useFormat } from '../../ui/settings-context'
import classes from './explain.module.css'

export type OpenedRow = { dataset_id: string; row_no: number; file: string }

/** The original cells of one row, read again from the kept file: header beside value. */
export function ExplainRow({ row, onBack }: { row: OpenedRow; onBack: () => void }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const answer = useEngineQuery('rows.source', { dataset_id: row.dataset_id, row_no: row.row_no })
  return (
    <Stack gap="md" align="flex-start">
      <Button variant="subtle" size="xs" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={onBack} data-autofocus autoFocus>
        {t('explain.back')}
      </Button>
      <div>
        <Title order={3} size="h2">
          {t('explain.source_title', { row: format.count(row.row_no), file: row.file })}
        </Title>
        <Text size="xs" c="dimmed">
          {t('explain.source_note')}
        </Text>
      </div>
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <Skeleton h={240} /> : null}
      {answer.data ? (
        <table className={classes.cells}>
          <thead>
            <tr>
              <th scope="col">{t('explain.column')}</th>
              <th scope="col">{t('explain.cell')}</th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: Math.max(answer.data.header.length, answer.data.cells.length) }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column's number is its identity
              <tr key={index}>
                <th scope="row">{answer.data.header[index] || t('explain.column_n', { n: index + 1 })}</th>
                <td>{answer.data.cells[index] || <span className={classes.empty}>{t('explain.empty_cell')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Stack>
  )
}
