import { RunningJobs } from './running-jobs'
import { StateWord } from './state-word'

/** The state of things in the top bar: what is being worked on, and the one word that matters most. */
export default function ShellState() {
  return (
    <>
      <RunningJobs />
      <StateWord />
    </>
  )
}
