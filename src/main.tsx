import './zod-jitless'
import '@mantine/core/styles.layer.css'
import './ui/fonts.css'
import './ui/global.css'
import { QueryClient } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { exposeToConsole, followEngine, startEngine } from './client'
import { registerServiceWorker } from './features/shell/service-worker'
import { startI18n } from './i18n'
import { prefetchSnapshot } from './snapshot'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const queries = new QueryClient()
exposeToConsole()
followEngine(queries)
// both are local and take a few milliseconds; with them the first paint is the page as it will stay
await Promise.all([startI18n(), prefetchSnapshot(queries)])
createRoot(root).render(<App queries={queries} />)
// the engine starts behind the first paint, not beside it: it would take the processor from figures that are already known.
// A page that is not painted (hidden) gets no frame, hence the timer; starting twice does nothing.
requestAnimationFrame(() => setTimeout(startEngine))
setTimeout(startEngine, 500)
void registerServiceWorker()
void import('./features/data/end-notices').then(({ noticeEnds }) => noticeEnds())
void import('./features/data/recovery-news').then(({ tellRecovery }) => tellRecovery())
