import { lengthOf, minutesOf, timeAt } from '#src/model/time.ts'

type Times = { start: string; end: string }

/**
 * The times of a new session on a day: after the last of some others, else when the day begins; or at `start`. It is as long as
 * most are. Empty where there is no other, or the day is over.
 * @param like all of the day
 */
export function nextFreeTimes({ after, like, start }: Wanted): Times | Record<string, never> {
  const lengths = like.map(lengthOf).sort((a, b) => a - b)
  const length = lengths[(lengths.length - 1) >> 1] ?? 60
  const first =
    after.length > 0
      ? Math.max(...after.map((one) => minutesOf(one.start) + lengthOf(one)))
      : Math.min(...like.map((one) => minutesOf(one.start)))
  const from = start ?? timeAt(first)
  const until = from === undefined ? undefined : timeAt((minutesOf(from) + length) % 1440)
  return from === undefined || until === undefined ? {} : { start: from, end: until }
}

type Wanted = { after: readonly Times[]; like: readonly Times[]; start?: string | undefined }
