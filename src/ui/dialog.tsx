import { Modal } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { type ReactNode, useRef } from 'react'
import classes from './dialog.module.css'

/** A question over the page, with its title and the way out. Composed by hand: the ready-made one brings a second page banner. */
export function Dialog({
  opened,
  onClose,
  title,
  close_label,
  size,
  full_screen = false,
  children,
}: {
  opened: boolean
  onClose: () => void
  title: ReactNode
  /** what closing means here */
  close_label: string
  size?: 'xl'
  full_screen?: boolean
  children: ReactNode
}) {
  // what is mounted open never learns where the focus has to go back to
  const mounted = useMounted()
  const content = useRef<HTMLDivElement>(null)
  // Escape is heard by all that is open: it is for what lies on top, where the focus is; until that has moved into a dialog that has just opened, it is still on the page
  const close = () => {
    const layer = document.activeElement?.closest('[role="dialog"], [role="menu"], [role="listbox"]')
    if (!layer || content.current?.contains(layer)) onClose()
  }
  return (
    <Modal.Root
      opened={mounted && opened}
      onClose={close}
      size={size}
      fullScreen={full_screen}
      centered
      transitionProps={{ duration: 100 }}
    >
      <Modal.Overlay />
      <Modal.Content ref={content}>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={close_label} size={44} className={classes.close} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
