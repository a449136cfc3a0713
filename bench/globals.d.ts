declare global {
  interface Window {
    lucid_bench: {
      dropped_at: number
      figure_at: number
      ready_at: number
      /** the code under which the file was refused */
      refused: string
      long_tasks: { at: number; ms: number }[]
    }
  }
}

export {}
