import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { type BounceMailbox, readBounceMailboxUrl } from './bounce-mailbox'
import { LOG_LEVELS, type LogLevel } from './log.server'

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })
const integer = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum)

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: integer(0, 65535).default(3000),
    PUBLIC_URL: url('http:', 'https:').optional(),
    DATABASE_URL: url('postgres:', 'postgresql:').optional(),
    DIRECT_URL: url('postgres:', 'postgresql:').optional(),
    DATA_DIRECTORY: z.string().default('data'),
    SMTP_URL: url('smtp:', 'smtps:').optional(),
    MAIL_FROM: z.string().default('Thiqa <thiqa@localhost>'),
    MAIL_BOUNCES: z
      .string()
      .regex(/^[a-z0-9._-]{1,12}@[a-z0-9.-]{1,180}$/, {
        error:
          'must be an address in small letters with at most 12 of them before the @, for example bounces@example.com',
      })
      .optional(),
    MAIL_BOUNCES_IMAP: z
      .string()
      .transform(readBounceMailboxUrl)
      .refine((mailbox) => mailbox !== undefined, {
        error:
          'must be like imaps://user:password@mail.example.com/INBOX?move=Archive, with what is no letter or digit encoded',
      })
      .optional(),
    MAIL_PER_MINUTE: integer(1, 1_000_000).optional(),
    MAIL_PER_MINUTE_AND_DOMAIN: integer(1, 1_000_000).optional(),
    SECRET: z
      .string()
      .min(32, { error: 'needs at least 32 characters, for example from: openssl rand -hex 32' })
      .optional(),
    ROLE: z.enum(['all', 'web', 'worker']).default('all'),
    TRUST_PROXY: integer(0, 10).default(0),
    FAILURES_PER_MINUTE: integer(1, 1_000_000).default(60),
    OUTBOX_PAGE: z.enum(['on', 'off']).optional(),
    WEBHOOK_NETWORKS: z
      .string()
      .default('')
      .transform((value) => value.split(/[\s,]+/).filter((network) => network !== ''))
      .refine((networks) => networks.every((network) => ipaddr.isValidCIDR(network)), {
        error: 'must be networks like 10.1.0.0/16, separated by commas',
      }),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    METRICS_TOKEN: z
      .string()
      .min(20, { error: 'needs at least 20 characters, for example from: openssl rand -hex 32' })
      .optional(),
    OIDC_ISSUER: url('http:', 'https:').optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_NAME: z.string().max(60).optional(),
  })
  .superRefine((env, context) => {
    if (env.DATABASE_URL && !env.SECRET)
      context.addIssue({
        code: 'custom',
        path: ['SECRET'],
        message: 'is needed with DATABASE_URL: all processes must share it',
      })
    const single = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].filter((value) => value !== undefined)
    if (single.length > 0 && single.length < 3)
      context.addIssue({
        code: 'custom',
        path: ['OIDC_ISSUER'],
        message: 'needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it: all three or none',
      })
    if (env.ROLE !== 'all' && !env.DATABASE_URL)
      context.addIssue({
        code: 'custom',
        path: ['ROLE'],
        message: 'needs DATABASE_URL: the embedded database allows one process',
      })
  })

type ParsedEnv = z.infer<typeof schema>

export interface Env {
  mode: ParsedEnv['NODE_ENV']
  host: string
  port: number
  /** where people reach this server, without a slash at the end; mails link here, never to what a request claims */
  publicUrl: string
  /** whether they reach it over TLS: cookies and browsers are told to use nothing else */
  isSecure: boolean
  databaseUrl: string | undefined
  /** a connection that does not pass a transaction pooler: migrations and the job queue use it */
  directUrl: string | undefined
  dataDirectory: string
  smtpUrl: string | undefined
  mailFrom: string
  /** under which each mail gets an envelope sender of its own; undefined: bounces go to `mailFrom` */
  bounceAddress: string | undefined
  /** where mails that came back are read; undefined: they are piped in, or nobody reads them */
  bounceMailbox: BounceMailbox | undefined
  /** most mails that this process sends in a minute, and to one domain; undefined for no limit */
  mailRates: { perMinute: number | undefined; perMinuteAndDomain: number | undefined }
  secret: string | undefined
  role: ParsedEnv['ROLE']
  trustProxy: number
  failuresPerMinute: number
  /** whether /outbox shows the mails written to files, sign-in links included: only where nobody but this machine asks */
  hasOutboxPage: boolean
  /** networks that webhooks may reach besides the public internet, like 10.1.0.0/16 */
  webhookNetworks: string[]
  logLevel: LogLevel
  /** what a program shows that reads /metrics; undefined: that page does not exist */
  metricsToken: string | undefined
  /** the provider at which members may sign in, and what people call it; undefined where there is none */
  singleSignOn: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
}

export class EnvError extends Error {}

/** @throws EnvError that names every wrong variable and what it should be (never its value: it may be a secret) */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
    throw new EnvError(`The settings in the environment are wrong:\n${lines.join('\n')}\nSee .env.example.`)
  }
  const env = result.data
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(env.HOST)
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  const shownHost = ['0.0.0.0', '::'].includes(env.HOST) ? 'localhost' : env.HOST
  const publicUrl = (env.PUBLIC_URL ?? `http://${shownHost}:${env.PORT}`).replace(/(?<!\/)\/+$/, '')
  return {
    mode: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    publicUrl,
    isSecure: publicUrl.startsWith('https:'),
    databaseUrl: env.DATABASE_URL,
    directUrl: env.DIRECT_URL ?? env.DATABASE_URL,
    dataDirectory: env.DATA_DIRECTORY,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    bounceAddress: env.MAIL_BOUNCES,
    bounceMailbox: env.MAIL_BOUNCES_IMAP,
    mailRates: { perMinute: env.MAIL_PER_MINUTE, perMinuteAndDomain: env.MAIL_PER_MINUTE_AND_DOMAIN },
    secret: env.SECRET,
    role: env.ROLE,
    trustProxy: env.TRUST_PROXY,
    failuresPerMinute: env.FAILURES_PER_MINUTE,
    hasOutboxPage: !env.SMTP_URL && (env.OUTBOX_PAGE ? env.OUTBOX_PAGE === 'on' : isLoopback && env.TRUST_PROXY === 0),
    webhookNetworks: env.WEBHOOK_NETWORKS,
    logLevel: env.LOG_LEVEL,
    metricsToken: env.METRICS_TOKEN,
    singleSignOn:
      issuer && clientId && clientSecret
        ? {
            issuer: issuer.replace(/(?<!\/)\/+$/, ''),
            clientId,
            clientSecret,
            name: env.OIDC_NAME ?? new URL(issuer).hostname,
          }
        : undefined,
  }
}

/** JSON where programs read the log, words where people do: while developing, and in a terminal. */
export function logSettings({ mode, logLevel }: Env): { level: LogLevel; isReadable: boolean } {
  return { level: logLevel, isReadable: mode === 'development' || process.stdout.isTTY === true }
}
