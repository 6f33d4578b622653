/** Parameters of a property, such as `LANGUAGE`. Those that are undefined are left out. */
export type CalendarParameters = Readonly<Record<string, string | undefined>>

/** A property whose value is written as it is: times, numbers, addresses. @see RFC 5545, 3.1 */
export function calendarLine(name: string, value: string, parameters: CalendarParameters = {}): string {
  const given = Object.entries(parameters).flatMap(([key, one]) =>
    one === undefined ? [] : `;${key}=${parameterValue(one)}`,
  )
  return folded(`${name}${given.join('')}:${withoutControls(value)}`)
}

/** A property whose value is a text for people. */
export const calendarText = (name: string, text: string, parameters: CalendarParameters = {}): string =>
  calendarLine(name, text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n'), parameters)

/** Quotes cannot be written in a parameter. */
function parameterValue(value: string): string {
  const plain = withoutControls(value).replaceAll('"', '’')
  return /[;:,]/.test(plain) && !isList.test(plain) ? `"${plain}"` : plain
}

/** Several values. */
const isList = /^[A-Z]+(,[A-Z]+)+$/

const withoutControls = (text: string) => text.replace(/\p{Cc}/gu, ' ')

const maxOctets = 75

/** Breaks a line into pieces of at most 75 octets, never within a character. Ends in a line break. */
function folded(line: string): string {
  let [result, octets] = ['', 0]
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > maxOctets) {
      result += '\r\n '
      octets = 1
    }
    result += character
    octets += size
  }
  return `${result}\r\n`
}

/** Of a character in UTF-8. */
const octetsOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}
