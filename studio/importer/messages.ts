import type { ParsedLine } from './parsed-text.ts'
import { foldForMatching, wordsIn } from './vocabulary.ts'

/** What an e-mail or a letter has around the programme that it sends. */

/**
 * How many lines at the top of a text are the head of a message: its sender, its subject, its date. One alone counts
 * only where it is the subject.
 */
export function messageHeadIn(lines: readonly ParsedLine[]): number {
  const end = lines.findIndex(({ plain }) => !isHeadOfMessage(plain.text))
  const head = lines.slice(0, end === -1 ? lines.length : end)
  const isMessage =
    head.length > 1
      ? head.some(({ plain }) => senderOrSubject.test(foldForMatching(plain.text)))
      : head.some(({ plain }) => subject.test(foldForMatching(plain.text)))
  return isMessage ? head.length : 0
}

/** Whether a line is one of those that a message begins with. @example isHeadOfMessage('Subject: The programme') → true */
export const isHeadOfMessage = (text: string): boolean => headLine.test(foldForMatching(text))

const headLine =
  /^(?:from|to|cc|bcc|sent|date|subject|re|reply-to|attachments?|de|a|cci|cco|envoye(?: le)?|objet|pieces? jointes?|para|enviado(?: el)?|fecha|asunto|adjuntos?) ?:/
const senderOrSubject = /^(?:from|de|subject|objet|asunto) ?:/
const subject = /^(?:subject|objet|asunto) ?:/

/** Whether a line only greets its readers: what follows is written to them, not about the edition. */
export const isGreeting = (text: string): boolean =>
  text.length <= 90 &&
  greeting.test(foldForMatching(text)) &&
  (/[,:!]$/.test(text) || wordsIn(text).length <= 3)

const greeting =
  /^(?:dear|hi|hello|good (?:morning|afternoon|day)|greetings|bonjour|cher|chere|chers|cheres|madame|monsieur|mesdames|messieurs|estimad[oa]s?|querid[oa]s?|buenos dias|buenas tardes|hola)(?![a-z])/
