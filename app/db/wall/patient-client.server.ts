import pg from 'pg'

/**
 * A connection that does not wait for ever. A server that takes it and then says nothing, as one does that is being restarted, is
 * given up after half a minute, and one that is gone without a word is noticed: who waits gets an error, and asks again. This is
 * no limit for waiting until a connection of a pool is free.
 */
export class PatientClient extends pg.Client {
  constructor(config: string | pg.ClientConfig = {}, connectionTimeoutMillis = 30_000) {
    const own = typeof config === 'string' ? { connectionString: config } : config
    super({ ...own, connectionTimeoutMillis, keepAlive: true, keepAliveInitialDelayMillis: 30_000 })
  }
}
