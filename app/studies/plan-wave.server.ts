import type { Db } from '#app/db/database.server'
import type { Instrument } from '#app/instruments/instrument-schema'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { type PlannedInvitation, planInvitations } from './plan-invitations'
import { type Informant, type ReadInformants, readInformants } from './read-informants.server'

export interface PlannedStudy {
  workspaceId: string
  id: string
  audience: string
  instrumentName: string
  instrumentVersion: number
}

export interface WavePlan {
  instrument: Instrument
  /** everybody who is named to answer about a relationship that may be asked about */
  informants: Informant[]
  /** whoever of them has something to answer */
  planned: PlannedInvitation[]
  /** why that is nobody: who answers for a firm is marked with the person, and nobody would look for it there */
  lack: 'nobody-to-ask' | 'nobody-for-firm' | undefined
}

/**
 * Whom a wave of a study would ask about what: opening it and the page that announces it ask here.
 * @param only a trial needs no consent of the firms, for nothing of it is shown to anybody
 */
export async function planWave(
  db: Db,
  study: PlannedStudy,
  {
    now,
    isTrial,
    ...only
  }: Pick<ReadInformants, 'onlyEmails' | 'onlyRelationships'> & { now: Date; isTrial?: boolean },
): Promise<WavePlan> {
  const informants = await readInformants(db, {
    workspaceId: study.workspaceId,
    studyId: study.id,
    optInBy: study.audience === 'shared' && !isTrial ? now : undefined,
    ...only,
  })
  const { instrument } = await loadTemplate(db, study)
  const planned = planInvitations(informants, instrument)
  const nobody = informants.length > 0 && isAboutFirm(instrument) ? 'nobody-for-firm' : 'nobody-to-ask'
  return { instrument, informants, planned, lack: planned.length === 0 ? nobody : undefined }
}
