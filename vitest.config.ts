import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'workers/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    // generous: a busy machine is no failure
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    isolate: false, // each file would start the engine anew; a file that replaces something of its surroundings puts it back
    maxWorkers: '100%', // the engine takes one core; the default leaves the other one idle on a machine of two
  },
})
