import { Counter, collectDefaultMetrics, Histogram, register } from 'prom-client'

/** Made once in a process, although server and pages are two bundles, and the development server reads them anew. */
function once<Metric>(name: string, make: () => Metric): Metric {
  return (register.getSingleMetric(name) as Metric | undefined) ?? make()
}

const requests = once(
  'http_request_duration_seconds',
  () =>
    new Histogram({
      name: 'http_request_duration_seconds',
      help: 'How long requests took, by entry in the table of contents',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
)
const mails = once(
  'thiqa_mails_total',
  () => new Counter({ name: 'thiqa_mails_total', help: 'Mails of this process by outcome', labelNames: ['outcome'] }),
)
const jobs = once(
  'thiqa_job_duration_seconds',
  () =>
    new Histogram({
      name: 'thiqa_job_duration_seconds',
      help: 'How long jobs took in this process, by kind and outcome',
      labelNames: ['job', 'outcome'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800],
    }),
)

export interface RequestFigures {
  method: string
  /** of the table of contents, never an address */
  route: string
  status: number
  seconds: number
}

export function observeRequest({ method, route, status, seconds }: RequestFigures): void {
  requests.observe({ method, route, status }, seconds)
}

export function observeMails(count: { sent: number; failed: number; dropped: number }): void {
  for (const [outcome, number] of Object.entries(count)) mails.inc({ outcome }, number)
}

export function observeJob(job: string, outcome: 'done' | 'failed', seconds: number): void {
  jobs.observe({ job, outcome }, seconds)
}

/** Figures of the process itself: memory, processor, event loop, garbage. */
export function collectProcessFigures(): void {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics()
}
