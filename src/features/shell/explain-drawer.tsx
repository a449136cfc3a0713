import { Drawer, Skeleton, Stack } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { ErrorState } from '../../ui/error-state'
import type { FigureSource } from '../../ui/figure'
import classes from './explain.module.css'
import { ExplainFigure } from './explain-figure'
import { ExplainRow, type OpenedRow } from './explain-row'

/** "How is this computed": the definition of a figure, its SQL and the rows behind it, each of which opens to the cells of its file. */
export default function ExplainDrawer({ source, onClose }: { source: FigureSource | null; onClose: () => void }) {
  const { t } = useTranslation('shell')
  // what is mounted open never learns where the focus has to go back to
  const mounted = useMounted()
  return (
    // composed by hand: the ready-made one brings a second page banner
    <Drawer.Root opened={mounted && source !== null} onClose={onClose} position="right" size={720}>
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.drawer_head}>
          <Drawer.Title className={classes.drawer_title}>{t('explain.title')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('ui:close')} size={44} />
        </div>
        <Drawer.Body>{source ? <Explained key={JSON.stringify(source)} source={source} /> : null}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Explained({ source }: { source: FigureSource }) {
  const [opened, setOpened] = useState<OpenedRow | null>(null)
  const answer = useEngineQuery('metrics.explain', source)
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data)
    return (
      <Stack gap="md" aria-busy>
        <Skeleton h={24} w="50%" />
        <Skeleton h={64} />
        <Skeleton h={120} />
        <Skeleton h={240} />
      </Stack>
    )
  return (
    <>
      {opened ? <ExplainRow row={opened} onBack={() => setOpened(null)} /> : null}
      <div hidden={opened !== null}>
        <ExplainFigure explanation={answer.data} args={source.args} onOpenRow={setOpened} />
      </div>
    </>
  )
}
