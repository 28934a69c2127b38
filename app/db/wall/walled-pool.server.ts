import pg from 'pg'
import { PatientClient } from './patient-client.server'
import { tellView, type Wall } from './tell-view'
import { currentView } from './view.server'

interface PoolOptions extends Wall {
  connectionString: string
  /**
   * whether a connection of ours stays the same one of the server's. Behind a pooler in transaction mode it does not: then
   * what is told ends with the transaction, and every statement gets one
   */
  keepsSettings: boolean
  Client?: typeof pg.Client
}

/** Ends a transaction, or stands in one that a failed statement has already ended: nothing can be told before it. */
const ENDS = /^(COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i

/**
 * A pool whose connections tell the server whose rows the statement that follows may see. Each remembers what it was last
 * told, and says nothing where that is still so.
 */
export function makeWalledPool({
  connectionString,
  keepsSettings,
  Client = PatientClient,
  ...wall
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString, Client })
  const told = new WeakMap<pg.PoolClient, string>()
  const checkOut: () => Promise<pg.PoolClient> = pool.connect.bind(pool)
  const wantedView = () => currentView() ?? wall.unsaid

  async function tell(client: pg.PoolClient, view: string): Promise<void> {
    const before = told.get(client)
    if (before === view) return
    told.delete(client)
    await client.query(tellView(wall, view, 'connection', before))
    told.set(client, view)
  }

  async function query(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    const view = wantedView()
    const client = await checkOut()
    let failure: Error | undefined
    const lost = (error: Error) => {
      failure = error
    }
    client.on('error', lost)
    try {
      if (keepsSettings) {
        await tell(client, view)
        return await client.query(statement)
      }
      await client.query(`BEGIN; ${tellView(wall, view, 'transaction', undefined)}`)
      const result = await client.query(statement)
      await client.query('COMMIT')
      return result
    } catch (error) {
      lost(error as Error)
      throw error
    } finally {
      client.off('error', lost)
      client.release(failure)
    }
  }

  /** For a transaction: what it tells of its own ends with it. */
  async function connect() {
    const view = wantedView()
    const client = await checkOut()
    try {
      if (keepsSettings) await tell(client, view)
    } catch (error) {
      client.release(error as Error)
      throw error
    }
    let now = keepsSettings ? view : undefined
    const statementOf = (statement: pg.QueryConfig): Promise<pg.QueryResult> => {
      const wanted = wantedView()
      if (statement.text === 'BEGIN' || ENDS.test(statement.text)) {
        if (/^ROLLBACK TO/i.test(statement.text)) now = undefined
        return client.query(statement)
      }
      if (now === wanted) return client.query(statement)
      const saying = tellView(wall, wanted, 'transaction', now)
      now = wanted
      // both at once, in this order: what another part of the transaction asks meanwhile must not come in between
      const told = client.query(saying)
      return Promise.all([client.query(statement), told]).then(([result]) => result)
    }
    return {
      query: statementOf,
      release: (error?: Error) => client.release(error),
      on: (event: 'error', listener: (error: Error) => void) => client.on(event, listener),
      removeListener: (event: 'error', listener: (error: Error) => void) => client.removeListener(event, listener),
    }
  }

  return Object.assign(pool, { query, connect }) as unknown as pg.Pool
}
