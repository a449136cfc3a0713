import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A page or a part without data: what it will hold and what brings it. `icon` is decoration. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  order = 2,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  order?: 2 | 3
}) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      {icon ? (
        <span aria-hidden style={{ color: 'var(--mantine-color-dimmed)' }}>
          {icon}
        </span>
      ) : null}
      <Title order={order} size={order === 2 ? 'h2' : 'h3'}>
        {title}
      </Title>
      {children ? (
        <Text c="dimmed" maw={480}>
          {children}
        </Text>
      ) : null}
      {action}
    </Stack>
  )
}
