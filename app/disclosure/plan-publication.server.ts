import type { Prisma, Wave } from '#app/db/generated/client'
import { loadTemplate } from '#app/instruments/load-template.server'
import { scoreNames } from '#app/instruments/score-response'
import type { Template } from '#app/instruments/template'
import { FUNCTIONS } from '#app/relationships/functions'
import { type FunctionWeights, functionWeights } from '#app/studies/function-weights'
import { type HealthWeights, healthWeights } from '#app/studies/health-weights'
import type { Audience } from '#app/studies/promise'
import type { SideIndexDefinition } from '#app/trust/index-definition'
import { indicesTold } from './decided-indices'
import type { DisclosurePolicy } from './policy'

/** Waves that a trend is over: five years of quarters. Nothing looks further back. */
const MOST_WAVES = 20

export interface WaveKey {
  workspaceId: string
  waveId: string
}

export interface PublicationPlan {
  key: WaveKey
  wave: Wave
  /** what was asked, and in which words */
  template: Template
  policy: DisclosurePolicy
  /** what the instrument asked for */
  indices: SideIndexDefinition[]
  weights: HealthWeights
  functionWeights: FunctionWeights
  /** waves of the study that were published before and may be compared with this one, the newest first */
  earlier: Wave[]
}

/**
 * What a wave promised and asked, and which waves it may be compared with. None that made another promise: what was
 * released of it was decided by another rule, and told beside this one it could tell more. None that weighed functions otherwise:
 * its values would differ for that alone. Full waves are compared with full
 * waves and pulses with pulses, for they ask the same; what is asked once about a start is compared with nothing.
 * Made once, and handed to each step of a publication.
 */
export async function planPublication(
  db: Prisma.TransactionClient,
  { workspaceId, waveId }: WaveKey,
): Promise<PublicationPlan> {
  const wave = await db.wave.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: waveId } } })
  const { audience, minimumGroupSize, studyId, kind } = wave
  const template = await loadTemplate(db, wave)
  const published = await db.wave.findMany({
    where: { workspaceId, studyId, kind, state: 'published', isTrial: false, number: { lt: wave.number } },
    orderBy: { number: 'desc' },
    take: kind === 'onset' ? 0 : MOST_WAVES - 1,
  })
  const weights = functionWeights(wave.functionWeights)
  const different = published.findIndex(
    (one) =>
      one.audience !== audience ||
      one.minimumGroupSize !== minimumGroupSize ||
      FUNCTIONS.some((name) => functionWeights(one.functionWeights)[name] !== weights[name]),
  )
  return {
    ...{ key: { workspaceId, waveId }, wave, template },
    policy: { audience: audience as Audience, minimumGroupSize },
    indices: indicesTold(scoreNames(template.instrument), audience as Audience),
    weights: healthWeights(wave.healthWeights),
    functionWeights: weights,
    earlier: published.slice(0, different < 0 ? undefined : different),
  }
}
