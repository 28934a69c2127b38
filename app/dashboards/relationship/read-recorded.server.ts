import type { Db } from '#app/db/database.server'
import { readEvents } from '#app/evidence/read-events.server'
import { readEntriesToMeasure } from '#app/evidence/registers/entries-to-measure.server'
import { measureRegister } from '#app/evidence/registers/measure-register'
import { REGISTERS } from '#app/evidence/registers/registers'
import type { Within } from '#app/people/find-reach.server'
import type { RecordedRegister } from './recorded-view'

interface Asked {
  workspaceId: string
  relationshipId: string
  within: Within
  now: Date
}

/** What is recorded about the relationship: as events of a timeline, and what each register says. */
export async function readRecorded(db: Db, { within, now, ...key }: Asked) {
  const { workspaceId, relationshipId } = key
  const ofRelationships = REGISTERS.filter(({ subject }) => subject === 'relationship')
  const readRegister = async (register: (typeof REGISTERS)[number]): Promise<RecordedRegister> => {
    const entries = await readEntriesToMeasure(db, { workspaceId, within, register, subjectId: relationshipId })
    const { findings } = measureRegister(register.name, entries, now)
    return { name: register.name, entries: entries.length, findings }
  }
  const [registers, events] = await Promise.all([
    Promise.all(ofRelationships.map(readRegister)),
    readEvents(db, { ...key, until: now }),
  ])
  return { registers, ...events }
}
