/** Mails to people who are asked, as opposed to members: these may be refused by choice, and are told apart by bounces. */
const PARTICIPANT_MAILS = ['invitation', 'reminder', 'thank-you'] as const
export type ParticipantMail = (typeof PARTICIPANT_MAILS)[number]

export function isParticipantMail(kind: string): kind is ParticipantMail {
  return (PARTICIPANT_MAILS as readonly string[]).includes(kind)
}

/** What a person wants: all mails, all but reminders, or none. */
export const MAIL_CHOICES = ['all', 'no-reminders', 'unsubscribed'] as const
export type MailChoice = (typeof MAIL_CHOICES)[number]

export function isMailChoice(value: unknown): value is MailChoice {
  return (MAIL_CHOICES as readonly unknown[]).includes(value)
}

/** Written on a mail that did not leave because its reader had said so. */
export const NOT_WANTED = 'not wanted by the person'
