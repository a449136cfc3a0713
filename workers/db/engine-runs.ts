/**
 * Shops that a property of the whole engine is tried on. Each takes 0.1 to 2 s, so the usual run stays at 30 to end within minutes;
 * `LUCID_RUNS=300 npm run test:unit` looks longer.
 */
export const ENGINE_RUNS = Number(process.env.LUCID_RUNS ?? 30)
