import './zod-jitless'
import * as Comlink from 'comlink'
import { Tab } from './host/tab'
import type { TabEngine } from './host/tab-engine'

const tab: TabEngine = new Tab(() => self.postMessage('lucid:restart'))
Comlink.expose(tab)
