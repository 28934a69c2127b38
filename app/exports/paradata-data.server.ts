import { DEVICE_CLASSES, type DeviceClass, type Paradata } from '#app/responses/paradata'
import type { Dataset } from './dataset'
import { K_ANONYMITY } from './generalise'
import { makePseudonym } from './pseudonym.server'
import type { TableSource } from './table-source'
import { CODE, COUNT, placeVariables, tableVariables, valueLabels } from './table-variables'

const PAGE = 1000

/**
 * How the answers came about: one row per page that a person had open, by the code of the response in the tables of answers; one row
 * without a page where nothing is known of any. The kind of device is told where at least five people answered with one.
 */
export async function openParadata(source: TableSource): Promise<Dataset> {
  const { db, workspaceId, key, name, waves, translators, languages, title } = source
  const waveIds = waves.map(({ id }) => id)
  const told = await findToldDevices(source, waveIds)
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(greatest(1, (SELECT count(*) FROM jsonb_object_keys(coalesce(paradata->'seconds', '{}'))))), 0)::int AS count
    FROM response WHERE workspace_id = ${workspaceId}::uuid AND wave_id = ANY(${waveIds}::uuid[])`
  return {
    ...{ name: 'paradata', title, languages, rowCount: counted?.count ?? 0 },
    variables: tableVariables(
      {
        ...placeVariables(name),
        response_id: CODE,
        device: {
          ...CODE,
          values: valueLabels(DEVICE_CLASSES, translators, (one) => `exports.answering.device.${one}`),
        },
        returns: { ...COUNT, minimum: 0 },
        page: { ...CODE, width: 60 },
        seconds: { ...COUNT, minimum: 0, maximum: 1800 },
      },
      translators,
    ),
    async *pages() {
      for (const { id: waveId, number } of waves) {
        // by the code of the response: ids come in the order of the invitations
        const responses = (await db.response.findMany({ where: { workspaceId, waveId }, select: { id: true } }))
          .map(({ id }) => ({ id, code: makePseudonym(key, 'response', id) }))
          .sort((a, b) => (a.code < b.code ? -1 : 1))
        for (let from = 0; from < responses.length; from += PAGE) {
          const page = responses.slice(from, from + PAGE)
          const found = await db.response.findMany({
            where: { workspaceId, waveId, id: { in: page.map(({ id }) => id) } },
            select: { id: true, paradata: true },
          })
          const byId = new Map(found.map(({ id, paradata }) => [id, paradata as Paradata]))
          yield page.flatMap(({ id, code }) => {
            const { seconds = {}, returns, device } = byId.get(id) ?? {}
            const own = [name, number, code, device && told.has(device) ? device : null, returns ?? null]
            const pages = Object.entries(seconds)
            return pages.length === 0 ? [[...own, null, null]] : pages.map(([first, spent]) => [...own, first, spent])
          })
        }
      }
    },
  }
}

/** Kinds of device of which it may be told who used them. */
async function findToldDevices(
  { db, workspaceId }: TableSource,
  waveIds: readonly string[],
): Promise<ReadonlySet<DeviceClass>> {
  const rows = await db.$queryRaw<{ device: DeviceClass; people: number }[]>`
    SELECT r.paradata->>'device' AS device, count(DISTINCT i.participant_id)::int AS people
    FROM response r
    JOIN assignment a ON a.workspace_id = r.workspace_id AND a.id = r.id
    JOIN invitation i ON i.workspace_id = a.workspace_id AND i.id = a.invitation_id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ANY(${waveIds}::uuid[]) AND r.paradata ? 'device'
    GROUP BY 1`
  return new Set(rows.flatMap(({ device, people }) => (people >= K_ANONYMITY ? [device] : [])))
}
