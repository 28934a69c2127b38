import type { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { runRecordedStudy } from '../../prisma/front-door/run-recorded-study.ts'

/** The first wave of the sample study, answered and published through the front door. @returns the path of the study */
export function publishFirstWave({ web, mails }: ReturnType<typeof useServer>): Promise<string> {
  const demo = makeDemoStudy()
  const oneWave = { ...demo, waves: [1], responses: demo.responses.filter((response) => response.wave === 1) }
  const settings = {
    name: 'Journey',
    instrument: 'relationship-core@1',
    audience: 'shared',
    minimumGroupSize: 3,
  } as const
  return runRecordedStudy({ web, mails, respondentsAtOnce: 4, onProgress: () => {} }, oneWave, settings)
}
