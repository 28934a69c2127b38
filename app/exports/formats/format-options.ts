export interface FormatOptions {
  /** of labels; what it lacks stands in the dataset's first language */
  language: string
  /** the moment that files say they were made at, in UTC */
  madeAt: Date
}
