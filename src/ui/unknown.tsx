import { Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { UNKNOWN } from './format'

/** What is not known: "–", with the reason on hover, focus or tap. */
export function Unknown({ reason }: { reason: string }) {
  return (
    <Tooltip label={reason} multiline maw={280}>
      <UnstyledButton style={{ color: 'var(--mantine-color-dimmed)', fontSize: 'inherit', lineHeight: 'inherit', cursor: 'help' }}>
        <span aria-hidden>{UNKNOWN}</span>
        <VisuallyHidden>{reason}</VisuallyHidden>
      </UnstyledButton>
    </Tooltip>
  )
}
