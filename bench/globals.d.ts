declare global {
  /** the page's own client, as far as the benchmark asks it */
  var lucid: {
    importFile(file: File, options: { is_sample: boolean }): Promise<unknown>
    call(method: 'health', params: object): Promise<{ status: string }>
    call(method: 'datasets.list', params: object): Promise<{ status: string; counts: { total: number } | null }[]>
    call(method: 'jobs.list', params: object): Promise<{ status: string }[]>
    call(method: 'metrics.list', params: object): Promise<{ id: string }[]>
    call(method: 'metrics.run', params: object): Promise<{ results: Record<string, unknown>[]; cached: boolean }>
    call(method: 'explore.sql', params: { sql: string }): Promise<{ results: Record<string, unknown>[] }>
    call(method: 'actions.generate', params: object): Promise<{ proposed: number; kept: number }>
  }
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
