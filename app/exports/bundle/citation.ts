import type { StudyDescription } from '#app/exports/study-description'

type Cited = Pick<StudyDescription, 'title' | 'publisher' | 'purpose' | 'madeAt' | 'languages'>

/** How to cite the data, as `CITATION.cff` 1.2.0. Texts are in double quotes as JSON has them, which is YAML too. */
export function citationFile({ title, publisher, purpose, madeAt }: Cited, message: string): string {
  return [
    'cff-version: 1.2.0',
    `message: ${JSON.stringify(message)}`,
    'type: dataset',
    `title: ${JSON.stringify(title)}`,
    ...(purpose ? [`abstract: ${JSON.stringify(purpose)}`] : []),
    'authors:',
    `  - name: ${JSON.stringify(publisher)}`,
    `date-released: ${madeAt.toISOString().slice(0, 10)}`,
    `version: ${JSON.stringify(madeAt.toISOString().slice(0, 10))}`,
    '',
  ].join('\n')
}

/** The same for a repository that is to give the data an address of their own: DataCite metadata 4, still without a DOI. */
export function dataCite({ title, publisher, purpose, madeAt, languages }: Cited) {
  const date = madeAt.toISOString().slice(0, 10)
  return {
    schemaVersion: 'http://datacite.org/schema/kernel-4',
    creators: [{ name: publisher, nameType: 'Organizational' }],
    titles: [{ title }],
    publisher: { name: publisher },
    publicationYear: Number(date.slice(0, 4)),
    types: { resourceTypeGeneral: 'Dataset', resourceType: 'Survey data' },
    language: languages[0] ?? 'en',
    dates: [{ date, dateType: 'Created' }],
    version: date,
    ...(purpose && { descriptions: [{ description: purpose, descriptionType: 'Abstract' }] }),
  }
}
