/** What a connection is told before a statement, so that the policies of the tables bind it. */
export interface Wall {
  /** whom the policies bind; undefined where the installation has no such role, and the wall does not stand */
  role: string | undefined
  /** what a query may see for which nobody said whose it is: of the server nothing, of tests and commands everything */
  unsaid: '' | 'all'
}

/**
 * The statements that let the connection see this and nothing else.
 * @param view an id, '' for nothing or 'all' (view.server.ts has made sure of it)
 * @param until for the rest of the transaction, or for as long as the connection lives
 * @param before what the connection sees now; undefined where that is not known
 */
export function tellView(
  { role }: Wall,
  view: string,
  until: 'transaction' | 'connection',
  before: string | undefined,
): string {
  const set = until === 'transaction' ? 'SET LOCAL' : 'SET SESSION'
  const workspace = `${set} thiqa.workspace = '${view === 'all' ? '' : view}'`
  if (!role) return workspace
  if (view === 'all') return `${set} ROLE NONE`
  return before === undefined || before === 'all' ? `${set} ROLE ${role}; ${workspace}` : workspace
}
