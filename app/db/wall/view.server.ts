// Whose rows the database lets a query see. It is said where a request or a job comes in, and goes along with everything that
// happens because of it; the connections (walled-pool, walled-embedded) read it with each statement and tell the database.
import { AsyncLocalStorage } from 'node:async_hooks'

/** The id of one workspace; `''`: rows of none; `'all'`: rows of all. Tables that belong to no workspace are open in each. */
export type View = string

const NOTHING: View = ''
export const EVERYTHING: View = 'all'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

// On globalThis: the server's entry and the bundle of pages are modules of their own, and in development are evaluated anew
const holder = globalThis as typeof globalThis & { thiqaView?: AsyncLocalStorage<{ view: View }> }
holder.thiqaView ??= new AsyncLocalStorage()
const storage = holder.thiqaView

/** A request comes in: nothing of any workspace is seen until a guard says whose it is (`enterWorkspace`). */
export function openDoor<Result>(work: () => Result): Result {
  return storage.run({ view: NOTHING }, work)
}

/**
 * From here on the request is one of this workspace. Guards say so, once they know.
 * @throws where it is already one of another workspace
 */
export function enterWorkspace(workspaceId: string): void {
  const request = storage.getStore()
  if (!request) return // no request: a test or a command calls a guard, and sees what its database is opened to
  if (request.view !== NOTHING && request.view !== workspaceId)
    throw new Error('a request cannot go from one workspace to another')
  request.view = checkId(workspaceId)
}

/** Work on one workspace: jobs, and what is done for a workspace that the request itself is not one of. */
export function inWorkspace<Result>(workspaceId: string, work: () => PromiseLike<Result>): Promise<Result> {
  return look(checkId(workspaceId), work)
}

/** The few looks over all workspaces at once; each bears a comment that says why. */
export function acrossWorkspaces<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  return look(EVERYTHING, work)
}

/** The request that is being answered, as a key for what is found out once for it; undefined where there is none. */
export function currentRequest(): object | undefined {
  return storage.getStore()
}

/** What the statement that is about to be sent may see; undefined where nobody said anything. */
export function currentView(): View | undefined {
  return storage.getStore()?.view
}

/** Awaited inside: Prisma sends a query only when somebody waits for it. */
export function look<Result>(view: View | undefined, work: () => PromiseLike<Result>): Promise<Result> {
  return view === undefined ? storage.exit(async () => work()) : storage.run({ view }, async () => await work())
}

/** The view becomes a part of a statement. */
function checkId(workspaceId: string): string {
  if (!UUID.test(workspaceId)) throw new Error('this is no id of a workspace')
  return workspaceId
}
