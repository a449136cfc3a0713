import { raw } from '../../db/sql'

/** The staged text of the slice at hand: file_row, shape, n_cells, c0, c1, ... (read/stage-slice). */
export const SLICE = raw('slice_text')

/** What stageSlice found about a row before its cells are looked at. */
export const SHAPE = { ok: 0, blank: 1, ragged: 2, line_too_long: 3, cell_too_long: 4 } as const
