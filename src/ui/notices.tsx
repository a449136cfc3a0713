import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.layer.css'
import classes from './notices.module.css'

/** Where short messages appear. Loaded after the first paint: messages sent before wait in their store. */
export default function Notices() {
  return <Notifications position="bottom-right" classNames={{ root: classes.root ?? '' }} />
}
