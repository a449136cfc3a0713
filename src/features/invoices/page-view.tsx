import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceFile, PageSize } from '../../client'
import type { Box } from '../../domain/invoice'
import { useFormat } from '../../ui/settings-context'
import classes from './page-view.module.css'

export interface Mark {
  key: string
  box: Box
}

/** A page of the PDF as it was printed, with what was found on it marked; the mark of the field that has the focus stands out and is scrolled to. */
export function PageView({
  file,
  pages,
  page,
  onPage,
  marks,
  active,
}: {
  file: InvoiceFile
  pages: readonly PageSize[]
  page: number
  onPage: (page: number) => void
  marks: readonly Mark[]
  active: string | null
}) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLElement>(null)
  const [failed, setFailed] = useState(false)
  const size = pages[page - 1] ?? { width: 1, height: 1 }

  useEffect(() => {
    let gone = false
    setFailed(false)
    const width = Math.min(1600, Math.max(480, (frame.current?.clientWidth ?? 600) * Math.min(2, devicePixelRatio || 1)))
    file.draw(page, Math.round(width)).then(
      (picture) => {
        const target = canvas.current
        if (!gone && target) {
          target.width = picture.width
          target.height = picture.height
          target.getContext('2d')?.drawImage(picture, 0, 0)
        }
        picture.close()
      },
      () => !gone && setFailed(true),
    )
    return () => {
      gone = true
    }
  }, [file, page])

  const shown = marks.filter(({ box }) => box.page === page)
  const active_mark = shown.find(({ key }) => key === active)
  useEffect(() => {
    const target = frame.current
    const sheet = canvas.current
    if (!target || !sheet || !active_mark) return
    const middle = ((active_mark.box.y + active_mark.box.height / 2) / size.height) * sheet.clientHeight
    target.scrollTo({ top: middle - target.clientHeight / 2 })
  }, [active_mark, size.height])

  return (
    <section className={classes.viewer} aria-label={t('page.label')}>
      {pages.length > 1 ? (
        <Group gap="xs" justify="center" className={classes.pager}>
          <ActionIcon variant="subtle" size={44} aria-label={t('page.previous')} disabled={page === 1} onClick={() => onPage(page - 1)}>
            <IconChevronLeft aria-hidden />
          </ActionIcon>
          <Text size="xs" aria-live="polite">
            {t('page.of', { page: format.count(page), pages: format.count(pages.length) })}
          </Text>
          <ActionIcon
            variant="subtle"
            size={44}
            aria-label={t('page.next')}
            disabled={page === pages.length}
            onClick={() => onPage(page + 1)}
          >
            <IconChevronRight aria-hidden />
          </ActionIcon>
        </Group>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section ref={frame} className={classes.frame} tabIndex={0} aria-label={t('page.scroll')}>
        <div className={classes.sheet} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
          <canvas ref={canvas} className={classes.canvas} role="img" aria-label={t('page.picture', { page: format.count(page) })} />
          {shown.map(({ key, box }) => (
            <span
              key={key}
              aria-hidden
              className={classes.mark}
              data-mark={key}
              data-active={key === active || undefined}
              style={placed(box, size)}
            />
          ))}
        </div>
        {failed ? (
          <Text size="sm" c="dimmed" p="md" role="status">
            {t('page.failed')}
          </Text>
        ) : null}
      </section>
    </section>
  )
}

/** A box in points as shares of its page, a little wider than the letters. */
function placed({ x, y, width, height }: Box, page: PageSize): CSSProperties {
  const percent = (share: number) => `${(share * 100).toFixed(3)}%`
  return {
    left: percent((x - 2) / page.width),
    top: percent((y - 1.5) / page.height),
    width: percent((width + 4) / page.width),
    height: percent((height + 3) / page.height),
  }
}
