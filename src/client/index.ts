export { exposeToConsole } from './console'
export { engine, readOverviewSnapshot, startEngine } from './engine'
export type { EngineState } from './engine-state'
export { followEngine, queryKey, useEngineQuery, useJobs, useTabState } from './queries'
