import { useEffect, useState } from 'react'
import { offsetAt } from '#src/model/time.ts'

/** Date and time of day in a zone. @example wallClock('Africa/Johannesburg', Date.UTC(2019, 10, 12, 7)) → ['2019-11-12', '09:00'] */
export function wallClock(timeZone: string, instant: number): readonly [date: string, time: string] {
  const text = new Date(instant + offsetAt(instant, timeZone) * 60_000).toISOString()
  return [text.slice(0, 10), text.slice(11, 16)]
}

/** The same now, kept up to date. */
export function useClock(timeZone: string): readonly [date: string, time: string] {
  const [instant, setInstant] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setInstant(Date.now()), 20_000)
    return () => clearInterval(timer)
  }, [])
  return wallClock(timeZone, instant)
}
