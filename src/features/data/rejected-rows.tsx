import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine, useEngineQuery } from '../../client'
import type { Dataset } from '../../domain/dataset'
import { CORRECTED_AT_ONCE, type RejectedRow } from '../../domain/rejected-row'
import { ErrorState } from '../../ui/error-state'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import '../../i18n/words/mending'
import { CorrectRow } from './correct-row'
import { CorrectionsEnd } from './corrections-end'
import pageClasses from './data-page.module.css'
import { ownJob } from './news'
import classes from './rejected-rows.module.css'
import { RejectedTable } from './rejected-table'

const PAGE = 50

/** The rejected rows of a file, to be corrected here. Several may be changed and saved together; what is still wrong is listed again. */
export function RejectedRows({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation('mending')
  const format = useFormat()
  const { dataset_id, name } = dataset
  const [offset, setOffset] = useState(0)
  const list = useEngineQuery('datasets.rejected_rows', { dataset_id, offset, limit: PAGE }, { keepPrevious: true })
  const [edits, setEdits] = useState<ReadonlyMap<number, string[]>>(new Map())
  const [open, setOpen] = useState<RejectedRow | null>(null)
  const [saving, setSaving] = useState(false)
  const [saved, setSaved] = useState<{ job_id: string; rows: number } | null>(null)
  const [error, setError] = useState<unknown>(null)
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return null
  const { header, columns, open: waiting, corrected, rows } = list.data
  const full = edits.size >= CORRECTED_AT_ONCE

  const save = async (changed: ReadonlyMap<number, string[]>) => {
    setOpen(null)
    setEdits(changed)
    setSaving(true)
    setError(null)
    setSaved(null)
    try {
      const sent = [...changed].map(([row_no, cells]) => ({ row_no, cells }))
      const { job_id } = await engine.call('datasets.correct', { dataset_id, rows: sent })
      ownJob(job_id)
      setEdits(new Map())
      setOffset(0)
      setSaved({ job_id, rows: sent.length })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setSaving(false)
    }
  }
  const counts = [
    waiting > 0 ? t('waiting', { count: waiting, n: format.count(waiting) }) : t('none'),
    waiting > 0 && corrected > 0 ? t('corrected', { count: corrected, n: format.count(corrected) }) : '',
  ]
  return (
    <Panel title={t('title')} note={waiting > 0 ? t('note') : undefined}>
      <div className={classes.state}>
        <Text>{counts.filter(Boolean).join(' ')}</Text>
        <CorrectionsEnd saved={saved} />
      </div>
      {waiting > 0 ? (
        <>
          <RejectedTable
            header={header}
            rows={rows}
            edits={edits}
            disabled={saving}
            onCorrect={(row) => (full && !edits.has(row.row_no) ? undefined : setOpen(row))}
          />
          {waiting > PAGE ? (
            <nav className={classes.pages} aria-label={t('table')}>
              <Button variant="default" className={pageClasses.target} disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
                {t('before')}
              </Button>
              <span className="tabular">
                {t('page', {
                  from: format.count(offset + 1),
                  to: format.count(offset + rows.length),
                  total: format.count(waiting),
                })}
              </span>
              <Button
                variant="default"
                className={pageClasses.target}
                disabled={offset + PAGE >= waiting}
                onClick={() => setOffset(offset + PAGE)}
              >
                {t('after')}
              </Button>
            </nav>
          ) : null}
        </>
      ) : null}
      {edits.size > 0 ? (
        <div className={classes.gathered}>
          <span aria-live="polite">
            {t('gathered', { count: edits.size, n: format.count(edits.size) })}
            {full ? ` ${t('most', { n: format.count(CORRECTED_AT_ONCE) })}` : ''}
          </span>
          <div className={classes.buttons}>
            <Button variant="default" className={pageClasses.target} disabled={saving} onClick={() => setEdits(new Map())}>
              {t('discard')}
            </Button>
            <Button className={pageClasses.target} loading={saving} onClick={() => void save(edits)}>
              {t('save', { count: edits.size })}
            </Button>
          </div>
        </div>
      ) : null}
      {error ? (
        <div className={classes.state}>
          <ErrorState error={error} />
        </div>
      ) : null}
      <CorrectRow
        row={open}
        cells={open ? (edits.get(open.row_no) ?? open.cells) : []}
        name={name}
        header={header}
        columns={columns}
        others={edits.size - (open && edits.has(open.row_no) ? 1 : 0)}
        onClose={() => setOpen(null)}
        onKeep={(row_no, cells) => {
          setEdits(new Map(edits).set(row_no, cells))
          setOpen(null)
        }}
        onSave={(row_no, cells) => void save(new Map(edits).set(row_no, cells))}
      />
    </Panel>
  )
}
