/**
 * Keeps questions and commits apart: many may ask at once, nobody while a commit passes from DuckDB to Dexie. So an answer, its
 * data_version and its cache key always speak of one state.
 */
export class Gate {
  private asking = 0
  private last_answer = Number.NEGATIVE_INFINITY
  private closed: Promise<void> | null = null
  private whenEmpty: (() => void) | null = null

  async ask<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed) await this.closed
    this.asking++
    try {
      return await work()
    } finally {
      this.last_answer = performance.now()
      if (--this.asking === 0) this.whenEmpty?.()
    }
  }

  /** Milliseconds since the last question was answered; 0 while one is asked. */
  quietFor(): number {
    return this.asking > 0 ? 0 : performance.now() - this.last_answer
  }

  /** Waits for the questions that run, holds back new ones, and gives the way to open again. One commit at a time. */
  async close(): Promise<() => void> {
    while (this.closed) await this.closed
    let open = () => {}
    this.closed = new Promise((resolve) => {
      open = () => {
        this.closed = null
        resolve()
      }
    })
    if (this.asking > 0) await new Promise<void>((resolve) => (this.whenEmpty = resolve))
    this.whenEmpty = null
    return open
  }
}
