import { isTimeZone } from '#src/model/time.ts'
import { foldForMatching } from './vocabulary.ts'

/** Time zones as programmes name them, in every language of the site. */

/**
 * The time zone (IANA) of a line such as "All times are Eastern Time (ET)"; undefined where it names none, or one that
 * may be of several places with other rules. `zones` are all that are known.
 * @example zoneOfLine('Toutes les heures : heure de Paris', zones) → 'Europe/Paris'
 */
export function zoneOfLine(text: string, zones: readonly string[]): string | undefined {
  const folded = foldForMatching(text)
  if (text.length > 120 || !aboutTimes.test(folded)) return undefined
  const written = /[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_/]+/.exec(text)?.[0]
  if (written !== undefined) return isTimeZone(written) ? written : undefined
  const named = namedZones.find(({ pattern }) => pattern.test(folded))?.zone
  if (named !== undefined) return named
  const cities = zones.filter((zone) => {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
    return new RegExp(`(?<![a-z])${foldForMatching(city).replace(/[^a-z ]/g, '.')}(?![a-z])`).test(folded)
  })
  return zone(cities)
}

const zone = ([first, ...more]: readonly string[]): string | undefined =>
  more.length === 0 ? first : undefined

const aboutTimes =
  /^(?:times|heures|horas) ?:|\b(?:all (?:the )?times|times? (?:are|is|in|shown)|time ?zone|toutes les heures|les horaires|heures? (?:de|locales?|indiquees?)|fuseau|todas las horas|todos los horarios|los horarios|hora (?:de|local)|horario de|zona horaria|huso)\b/

/** Names with one rule wherever they hold; those of the Americas by the city that the database takes for them. */
const namedZones: readonly { pattern: RegExp; zone: string }[] = [
  { pattern: /\beastern\b|\b(?:et|edt)\)?$|\(e[sd]?t\)/, zone: 'America/New_York' },
  { pattern: /\b(?:us )?central (?:daylight |standard )?time\b|\(c[d]?t\)/, zone: 'America/Chicago' },
  { pattern: /\bmountain (?:daylight |standard )?time\b|\(m[d]?t\)/, zone: 'America/Denver' },
  { pattern: /\bpacific (?:daylight |standard )?time\b|\(p[sd]?t\)/, zone: 'America/Los_Angeles' },
  { pattern: /\bsouth african?( standard)? time\b|\bsast\b/, zone: 'Africa/Johannesburg' },
  { pattern: /\beast africa time\b|\beat\b/, zone: 'Africa/Nairobi' },
  { pattern: /\bindian standard time\b/, zone: 'Asia/Kolkata' },
  { pattern: /\bjapan standard time\b/, zone: 'Asia/Tokyo' },
  { pattern: /\butc\b(?! ?[+-])/, zone: 'UTC' },
]
