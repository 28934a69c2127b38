import type { Database } from '#app/db/database.server'
import { publishTemplates } from '#app/instruments/publish-templates.server'
import { startQueue } from '#app/jobs/queue.server'

/** What every test may count on beyond the schema: the job queue's own tables, and the shipped instruments. */
export async function prepareDatabase(database: Database): Promise<void> {
  const queue = await startQueue(database, (error) => {
    throw error
  })
  await queue.stop()
  await publishTemplates(database.prisma)
}
