/** Functions that format an instant in a zone: the time as `HH:mm`, the date as `YYYY-MM-DD`. */
export function formatterFor(timeZone: string): {
  time(instant: number): string
  day(instant: number): string
} {
  const known = clocks.get(timeZone)
  if (known) return known
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  // Swedish dates have the format of ISO 8601.
  const day = new Intl.DateTimeFormat('sv', { timeZone })
  const clock = { time: time.format.bind(time), day: day.format.bind(day) }
  clocks.set(timeZone, clock)
  return clock
}

/** The reader's time zone, with its name and its offset from UTC in words. */
export type OwnTimes = { timeZone: string; name: string; offset: string }

/** The reader's zone; undefined where all these sessions have the same times there as in the edition's zone. */
export function ownTimesOf(
  sessions: readonly { from: number; to: number }[],
  timeZone: string,
  intl: string,
): OwnTimes | undefined {
  const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const text = (zone: string, instant: number) =>
    `${formatterFor(zone).day(instant)} ${formatterFor(zone).time(instant)}`
  const differing = sessions.find(
    ({ from, to }) =>
      text(ownZone, from) !== text(timeZone, from) || text(ownZone, to) !== text(timeZone, to),
  )
  if (!differing) return undefined
  const named = (locale: string, timeZoneName: 'long' | 'longOffset') =>
    new Intl.DateTimeFormat(locale, { timeZone: ownZone, timeZoneName })
      .formatToParts(differing.from)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return { timeZone: ownZone, name: named(intl, 'long'), offset: offsetText(named('en', 'longOffset')) }
}

/** @example offsetText('GMT-05:00') → 'UTC−5' */
function offsetText(gmt: string): string {
  const [, sign = '', hours = '', minutes = ''] = /([+-])(\d\d):(\d\d)/.exec(gmt) ?? []
  return `UTC${sign.replace('-', '−')}${sign && Number(hours)}${minutes && minutes !== '00' ? `:${minutes}` : ''}`
}

const clocks = new Map<string, ReturnType<typeof formatterFor>>()
