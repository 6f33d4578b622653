import { settings } from '../settings.ts'

/** What the site says of the release that it shows (`/release.json`); empty where it does not answer, or says nothing of that kind. */
export const shownRelease = (site = settings()?.siteUrl): Promise<{ newest?: unknown; moment?: unknown }> =>
  site === undefined
    ? Promise.resolve({})
    : fetch(new URL('release.json', site), {
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(5000),
      })
        .then(async (response) => Object(response.ok ? await response.json() : {}))
        .catch(() => ({}))
