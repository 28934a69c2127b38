import type { PGlite, QueryOptions, Results, Transaction } from '@electric-sql/pglite'
import { tellView, type Wall } from './tell-view'
import { currentView, EVERYTHING } from './view.server'

interface WalledEmbedded {
  /** what Prisma's adapter asks of the database: its statements see what the view lets them see */
  bound: PGlite
  /** work on the database itself, over all workspaces; nothing else is asked meanwhile */
  unbound<Result>(work: (lite: PGlite) => Promise<Result>): Promise<Result>
}

/**
 * The one connection of the embedded database, which tells it whose rows the statement that follows may see. A statement and
 * what is told before it go through one after the other: nothing comes in between.
 */
export function wallEmbedded(lite: PGlite, wall: Wall): WalledEmbedded {
  let told: string | undefined
  let last: Promise<unknown> = Promise.resolve()
  const wantedView = () => currentView() ?? wall.unsaid

  function inTurn<Result>(view: string, work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(async () => {
      if (told !== view) {
        const before = told
        told = undefined
        await lite.exec(tellView(wall, view, 'connection', before))
        told = view
      }
      return work()
    })
    last = turn.catch(() => undefined)
    return turn
  }

  function walledTransaction(tx: Transaction, view: string) {
    let now = view
    return {
      query: (sql: string, values?: unknown[], options?: QueryOptions): Promise<Results<unknown>> => {
        const wanted = wantedView()
        if (wanted === now) return tx.query(sql, values, options)
        const saying = tellView(wall, wanted, 'transaction', now)
        now = wanted
        // both at once, in this order: what another part of the transaction asks meanwhile must not come in between
        const told = tx.exec(saying)
        return Promise.all([tx.query(sql, values, options), told]).then(([result]) => result)
      },
      rollback: () => tx.rollback(),
    }
  }

  const bound = {
    query: (sql: string, values?: unknown[], options?: QueryOptions) =>
      inTurn(wantedView(), () => lite.query(sql, values, options)),
    exec: (sql: string) => inTurn(wantedView(), () => lite.exec(sql)),
    transaction: <Result>(work: (tx: Transaction) => Promise<Result>) => {
      const view = wantedView()
      return inTurn(view, () => lite.transaction((tx) => work(walledTransaction(tx, view) as unknown as Transaction)))
    },
  }
  return { bound: bound as unknown as PGlite, unbound: (work) => inTurn(EVERYTHING, () => work(lite)) }
}
