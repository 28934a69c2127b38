// The sample study: believable firms, invented answers. Deterministic, so that everybody sees the same demo.
import type {
  RecordedRelationship,
  RecordedRespondent,
  RecordedResponse,
  RecordedStudy,
} from '../front-door/recorded-study.ts'

const WAVES = [1, 2, 3, 4]

const ORGANIZATIONS: [code: string, name: string][] = [
  ['NAJM', 'نجم للسيارات'],
  ['GULFB', 'Gulf Beverages'],
  ['RAWABI', 'الروابي للأجهزة المنزلية'],
  ['STEEL', 'Al Faisal Steel Works'],
  ['OPTIX', 'Optix Sensors GmbH'],
  ['TARIQ', 'طارق للبلاستيك'],
  ['NORDIC', 'Nordic Drives AB'],
  ['WAHA', 'الواحة للخدمات اللوجستية'],
  ['KIRAN', 'Kiran Castings Ltd'],
  ['PACK', 'Delta Packaging'],
]

/** buyer, supplier, category, spend, start, renewal, trust at the start (latent, 1–7), change a wave, supplier's view */
const RELATIONSHIPS: [string, string, string, number, string, string, number, number, number][] = [
  ['NAJM', 'STEEL', 'Steel sheet', 4_200_000, '2018-03-01', '2027-03-01', 5.8, 0.1, 5.6],
  ['NAJM', 'OPTIX', 'Sensors', 2_750_000, '2020-09-15', '2027-09-15', 5.2, -0.35, 4.9],
  ['NAJM', 'TARIQ', 'Plastic parts', 1_100_000, '2016-01-10', '2026-12-31', 3.4, 0.05, 2.9],
  ['NAJM', 'KIRAN', 'Castings', 1_900_000, '2021-05-01', '2027-05-01', 4.5, 0.25, 4.2],
  ['GULFB', 'PACK', 'Packaging', 860_000, '2015-06-01', '2027-06-01', 6.2, 0, 6.1],
  ['GULFB', 'WAHA', 'Freight', 1_450_000, '2019-11-01', '2026-11-30', 4.8, -0.2, 5.3],
  ['GULFB', 'TARIQ', 'Bottles and caps', 990_000, '2017-02-01', '2027-02-01', 4.1, 0.15, 3.8],
  ['RAWABI', 'STEEL', 'Steel sheet', 1_250_000, '2022-01-15', '2028-01-15', 5.4, 0.1, 4.4],
  ['RAWABI', 'NORDIC', 'Motors', 3_100_000, '2014-08-01', '2027-08-01', 6.0, 0.05, 5.9],
  ['RAWABI', 'OPTIX', 'Sensors', 640_000, '2023-04-01', '2027-04-01', 3.0, 0.3, 3.3],
  ['RAWABI', 'WAHA', 'Freight', 720_000, '2020-02-01', '2027-02-01', 5.0, -0.05, 5.1],
  ['NAJM', 'NORDIC', 'Motors', 2_300_000, '2019-07-01', '2028-07-01', 4.0, -0.3, 4.6],
]

const PEOPLE: Record<'buyer' | 'supplier', string[]> = {
  buyer: ['purchasing', 'engineering', 'quality', 'logistics'],
  supplier: ['sales', 'service', 'engineering', 'manufacturing'],
}
/** Where trust takes its own way over the waves (latent, 1–7): something happened, as the recorded evidence tells. */
const PATHS: Record<string, number[]> = {
  'NAJM-OPTIX buyer': [5.6, 5.4, 3.2, 4.9],
  'RAWABI-STEEL supplier': [3.2, 3.4, 4.9, 5.4],
  'RAWABI-OPTIX supplier': [2.2, 2.6, 3.8, 4.4],
}
/** Sides of which nobody answered in a wave: relationship and side → wave. */
const SILENT: Record<string, number> = { 'RAWABI-WAHA supplier': 3 }
/** A side with many people, whose functions saw two different partners until they sat down together: wave → difference. */
const CROWDED = 'NAJM-STEEL buyer'
const APART: Record<number, number> = { 1: 2.6, 2: 2.6, 3: 0.4, 4: 0.2 }
const CROWD = ['purchasing', 'engineering', 'quality', 'logistics', 'manufacturing', 'finance']

/** Which sides stay small, so that the demo shows what is withheld: relationship number → people who answer. */
const SMALL_SIDES: Record<string, number> = {
  'NAJM-KIRAN supplier': 2,
  'RAWABI-OPTIX buyer': 2,
  'GULFB-TARIQ supplier': 1,
}

/** A study of twelve relationships over four waves, with Arabic and English speaking respondents. */
export function makeDemoStudy(): RecordedStudy {
  const random = makeRandom(20_260_101)
  const further = makeRandom(20_260_102)
  const relationships: RecordedRelationship[] = []
  const respondents = new Map<string, RecordedRespondent>()
  const responses: RecordedResponse[] = []
  for (const [buyer, supplier, category, spend, startedOn, renewalOn, trust, change, supplierTrust] of RELATIONSHIPS) {
    const code = `${buyer}-${supplier}`
    const owner = (firm: string, role: string) => emailOf(`${firm}-${role}`, firm)
    // one side without an accountable owner, so that the demo shows how that is flagged
    const owners = {
      buyerOwner: owner(buyer, 'purchasing'),
      ...(code !== 'NAJM-NORDIC' && { supplierOwner: owner(supplier, 'sales') }),
    }
    relationships.push({ code, buyer, supplier, category, annualSpend: String(spend), startedOn, renewalOn, ...owners })
    for (const side of ['buyer', 'supplier'] as const) {
      const organization = side === 'buyer' ? buyer : supplier
      const level = side === 'buyer' ? trust : supplierTrust
      const place = `${code} ${side}`
      const people = place === CROWDED ? [...CROWD, ...CROWD] : PEOPLE[side].slice(0, SMALL_SIDES[place] ?? 4)
      for (const [index, role] of people.entries()) {
        // engineers and service people of a firm answer about one relationship, purchasing and sales about all of theirs
        const id =
          index === 0
            ? `${organization}-${role}`
            : `${organization}-${role}-${side === 'buyer' ? supplier : buyer}${index < CROWD.length ? '' : '-2'}`
        const email = emailOf(id, organization)
        const language = /[\u0600-\u06ff]/.test(nameOf(organization)) ? 'ar' : 'en'
        if (!respondents.has(id)) respondents.set(id, { id, email, organization, function: role, language })
        const leaning = random() - 0.5
        for (const wave of WAVES) {
          const misses = random() < 0.08 // not everybody answers every time
          const apart = place === CROWDED ? (index % 2 === 0 ? -1 : 1) * (APART[wave] ?? 0) : 0
          const latent = (PATHS[place]?.[wave - 1] ?? level + change * (wave - 1)) + leaning + apart
          const answers = { ...makeAnswers(random, latent, side), ...makeFurtherAnswers(further, latent, role) }
          if (!misses && SILENT[place] !== wave) responses.push({ wave, relationship: code, respondent: id, answers })
        }
      }
    }
  }
  return {
    relationships,
    organizations: ORGANIZATIONS.map(([code, name]) => ({ code, name })),
    respondents: [...respondents.values()],
    responses,
    waves: WAVES,
  }
}

function emailOf(id: string, organization: string): string {
  return `${id}@${organization}.example`.toLowerCase()
}

function nameOf(code: string): string {
  return ORGANIZATIONS.find(([own]) => own === code)?.[1] ?? code
}

/** One person's answers: five statements on trust, four on dependence, hours and ten shares of time. */
function makeAnswers(random: () => number, latentTrust: number, side: 'buyer' | 'supplier'): Record<string, string> {
  const likert = (latent: number) =>
    String(Math.min(7, Math.max(1, Math.round(latent + (random() + random() - 1) * 1.4))))
  const answers: Record<string, string> = {}
  for (const item of [1, 2, 4, 5]) answers[`trust_${item}`] = likert(latentTrust)
  answers.trust_3 = likert(8 - latentTrust)
  for (const item of [1, 2, 3, 4]) answers[`dependence_${item}`] = likert(side === 'buyer' ? 4.2 : 5)
  if (random() < 0.04) answers.trust_4 = 'cannot_say'
  if (random() < 0.05) return { ...answers, time_none: '1' }
  const unproductive = Math.min(80, Math.max(8, 62 - 8 * (latentTrust - 1) + (random() - 0.5) * 14))
  const shares = spread(random, unproductive)
  return { ...answers, ...shares, time_hours: String(2 + Math.round(random() * 22)) }
}

/** Items of one subject with the number of them; reversed ones are named by themselves. */
const FURTHER: Record<string, number> = {
  ...{ continuity: 3, information: 4, ideas: 3, promises: 3, responsibility: 3, resources: 3, extras: 2, fairness: 4 },
}
const COMMENTS = [
  'Tell us of late deliveries before we find out ourselves.',
  'Invite our engineers earlier when a design changes.',
  'نرجو توقعات أدق للطلبات قبل شهر على الأقل.',
  'The weekly call with your service people works well.',
  'Fewer rounds on price, more on how to make it.',
]

/** What one person says beside trust, dependence and time: most of it goes with trust, each subject with its own noise. */
function makeFurtherAnswers(random: () => number, latentTrust: number, role: string): Record<string, string> {
  const likert = (latent: number) =>
    String(Math.min(7, Math.max(1, Math.round(latent + (random() + random() - 1) * 1.6))))
  const bipolar = (latent: number) => String(Math.min(3, Math.max(-3, Math.round(latent + (random() - 0.5) * 2))))
  const answers: Record<string, string> = {}
  for (const [name, count] of Object.entries(FURTHER)) {
    const own = latentTrust + (random() - 0.5)
    for (let item = 1; item <= count; item += 1) answers[`${name}_${item}`] = likert(own)
  }
  for (const item of [1, 3]) answers[`voice_${item}`] = likert(latentTrust)
  answers.voice_2 = likert(8 - latentTrust)
  for (const item of [1, 2, 3]) answers[`adversarial_${item}`] = likert(8.5 - latentTrust)
  for (const item of [1, 2, 3]) answers[`contract_${item}`] = likert(6.5 - latentTrust / 2)
  answers.finance_1 = likert(4 + latentTrust / 4)
  answers.review_direction = bipolar((latentTrust - 4.3) * 0.9)
  answers.review_promises = likert(latentTrust)
  answers.review_neglect = likert(8 - latentTrust)
  answers.review_standing = bipolar((latentTrust - 4) * 0.7)
  for (const part of ['installation', 'application', 'maintenance', 'repair', 'parts', 'training']) {
    answers[`service_${part}_importance`] = likert(5.4)
    answers[`service_${part}_received`] = likert(latentTrust)
  }
  answers.voice_raised = String(Math.round(random() * 3))
  if (answers.voice_raised !== '0') answers.voice_resolved = String(Math.round(random() * Number(answers.voice_raised)))
  answers.voice_unraised = latentTrust < 4 ? 'one_two' : 'none'
  answers.voice_last_talk = latentTrust < 3.5 ? 'quarter' : 'month'
  if (role === 'purchasing' || role === 'finance') answers.price_position = bipolar((4 - latentTrust) * 0.4)
  if (random() < 0.5) {
    answers.comment_change = COMMENTS[Math.floor(random() * COMMENTS.length)] ?? ''
    answers.comment_change_consent = '1'
  }
  return answers
}

const UNPRODUCTIVE = ['time_price', 'time_contract', 'time_blame', 'time_expediting', 'time_inspection']
const PRODUCTIVE = ['time_design', 'time_quality', 'time_planning', 'time_ideas', 'time_other']

/** Whole percents that sum to 100, about `unproductive` of them in the first group. */
function spread(random: () => number, unproductive: number): Record<string, string> {
  const weigh = (items: string[], total: number) => {
    const weights = items.map(() => 0.3 + random())
    const sum = weights.reduce((a, b) => a + b, 0)
    return items.map((item, index): [string, number] => [item, Math.floor(((weights[index] ?? 0) / sum) * total)])
  }
  const shares = [...weigh(UNPRODUCTIVE, unproductive), ...weigh(PRODUCTIVE, 100 - unproductive)]
  const rest = 100 - shares.reduce((sum, [, share]) => sum + share, 0)
  return Object.fromEntries(
    shares.map(([item, share]) => [item, String(item === 'time_planning' ? share + rest : share)]),
  )
}

/** Mulberry32: small, seeded, good enough for sample data. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
