import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { PatientClient } from '#app/db/wall/patient-client.server'
import { makeWalledPool } from '#app/db/wall/walled-pool.server'

class HastyClient extends PatientClient {
  constructor(config?: ConstructorParameters<typeof PatientClient>[0]) {
    super(config, 200)
  }
}

test('a server that takes a connection and says nothing is given up, and the next one who asks is not held up by it', async () => {
  const taken: Socket[] = []
  const silent = createServer((socket) => void taken.push(socket))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  const pool = makeWalledPool({
    ...{ connectionString: `postgresql://nobody@127.0.0.1:${port}/nothing`, keepsSettings: true },
    ...{ role: undefined, unsaid: 'all', Client: HastyClient },
  })
  // more than the pool has connections
  const asked = Array.from({ length: 12 }, () => pool.query('SELECT 1'))
  for (const answer of await Promise.allSettled(asked)) expect(answer.status).toBe('rejected')
  expect(taken.length).toBeGreaterThan(0)
  await pool.end()
  for (const socket of taken) socket.destroy()
  await new Promise((resolve) => silent.close(resolve))
})
