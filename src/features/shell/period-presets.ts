/** A named period as the filter takes it: inclusive ISO days; undefined = open. */
export type Preset = { id: PresetId; from: string | undefined; to: string | undefined }
export const PRESET_IDS = ['all', 'this_month', 'last_month', 'last_30', 'last_90', 'last_365', 'this_fy', 'last_fy'] as const
export type PresetId = (typeof PRESET_IDS)[number]

const iso = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** Every preset relative to `as_of` (ISO day). The financial year runs from April to March. "12 months" ends on as_of and starts a day after the same day a year before. */
export function presetsAt(as_of: string): Preset[] {
  const [year = 0, month1 = 1, day = 1] = as_of.split('-').map(Number)
  const month = month1 - 1
  const fy = month >= 3 ? year : year - 1
  const back = (days: number) => iso(year, month, day - days)
  return [
    { id: 'all', from: undefined, to: undefined },
    { id: 'this_month', from: iso(year, month, 1), to: as_of },
    { id: 'last_month', from: iso(year, month - 1, 1), to: iso(year, month, 0) },
    { id: 'last_30', from: back(29), to: as_of },
    { id: 'last_90', from: back(89), to: as_of },
    { id: 'last_365', from: iso(year - 1, month, day + 1), to: as_of },
    { id: 'this_fy', from: iso(fy, 3, 1), to: as_of },
    { id: 'last_fy', from: iso(fy - 1, 3, 1), to: iso(fy, 2, 31) },
  ]
}

/** The preset that the given period is, if it is one. */
export function presetOf(as_of: string, from: string | undefined, to: string | undefined): PresetId | null {
  return presetsAt(as_of).find((preset) => preset.from === from && preset.to === to)?.id ?? null
}
