import { Tooltip, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'

/** The reason of Unknown as a tooltip. Loaded after the first paint: positioning is large and seldom needed. */
export default function UnknownTip({ reason, children }: { reason: string; children: ReactNode }) {
  return (
    <Tooltip label={reason} multiline maw={280}>
      <UnstyledButton style={{ color: 'var(--mantine-color-dimmed)', fontSize: 'inherit', lineHeight: 'inherit', cursor: 'help' }}>
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}
