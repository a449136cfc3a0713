/** Tabs of another contract version are asked to reload. Raise on every change of engine.ts that an older tab would not understand. */
export const CONTRACT_VERSION = 7
