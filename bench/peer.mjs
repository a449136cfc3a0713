/** One peer in a process of its own, so that its memory is its own: `node bench/peer.mjs <name> <csv>` prints one line of JSON. */
const [, , name, csv] = process.argv
const { run } = await import(`./peers/${name}.mjs`)
const measured = await run(csv)
console.log(JSON.stringify({ ...measured, memory_mb: process.resourceUsage().maxRSS / 1024 }))
