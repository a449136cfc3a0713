import type { Role } from '../../../src/domain/mapping'
import type { Slice } from '../read/scan'

/** What a table writes once, carried down to the lines that it holds for. */
export interface Carry {
  /** the role that the finding about it names */
  readonly field: Role
  /** lines were carried to, in this pass or another */
  readonly happened: boolean
  /** Fills the staged slice. */
  apply(slice: Slice): Promise<void>
  /** Takes the lines that only head others out of the judged slice. */
  setHeadsAside(): Promise<void>
}
