/** Runs work strictly one after another, in the order asked. A failure ends only its own work. */
export class StatementQueue {
  private last: Promise<unknown> = Promise.resolve()
  private waiting = 0

  get idle(): boolean {
    return this.waiting === 0
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++
    const mine = this.last.then(work)
    this.last = mine.then(
      () => void this.waiting--,
      () => void this.waiting--,
    )
    return mine
  }
}
