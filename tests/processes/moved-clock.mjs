// Loaded into a server before anything else (node --import), by tests alone: its clock stands ahead of the machine's by as many
// milliseconds as the file says that MOVED_CLOCK names. What it waits for by the hour it still waits for in real time; only
// three waits are shorter: the worker's look for due work, and how long a mail server may be silent.
import { readFileSync } from 'node:fs'

const LOOK_EVERY = 20
const SHORTER = { setInterval: { 15000: 400 }, setTimeout: { 10000: 1500, 20000: 1500 } }

const RealDate = Date
let ahead = 0
let readAt = Number.NEGATIVE_INFINITY
function now() {
  const real = performance.now()
  if (real - readAt >= LOOK_EVERY) {
    ahead = Number(readFileSync(process.env.MOVED_CLOCK, 'utf8'))
    readAt = real
  }
  return RealDate.now() + ahead
}
// a proxy: dates that Node itself makes stay instances of Date
globalThis.Date = new Proxy(RealDate, {
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  apply: () => new RealDate(now()).toString(),
  construct: (target, values, maker) => Reflect.construct(target, values.length > 0 ? values : [now()], maker),
})
for (const [name, waits] of Object.entries(SHORTER)) {
  const real = globalThis[name]
  // with what `util.promisify` looks for
  globalThis[name] = Object.assign((run, wait, ...values) => real(run, waits[wait] ?? wait, ...values), real, {
    ...Object.fromEntries(Object.getOwnPropertySymbols(real).map((symbol) => [symbol, real[symbol]])),
  })
}
