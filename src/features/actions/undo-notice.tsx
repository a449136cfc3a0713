import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { say } from '../../ui/say'

const ID = 'actions-undo'

/** Says that a step was taken with several actions at once, and offers to take it back for all of them. */
export function sayWithUndo(message: string, undo: string, onUndo: () => void): void {
  say({
    id: ID,
    autoClose: 30_000,
    message: (
      <Group justify="space-between" gap="xs">
        {message}
        <Button
          size="compact-sm"
          variant="subtle"
          mih={44}
          onClick={() => {
            hideUndo()
            onUndo()
          }}
        >
          {undo}
        </Button>
      </Group>
    ),
  })
}

/** With the next step there is another last one to take back. */
export const hideUndo = (): void => void notifications.hide(ID)
