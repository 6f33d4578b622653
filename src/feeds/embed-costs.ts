/**
 * What the programme costs in other people’s pages, in bytes compressed with brotli, as their webmasters are told: the
 * script, and the frame of the default content without its typeface. `tests/commands/site.test.ts` holds them.
 */
export const embedCosts = { script: 1_500, frame: 6_000, typeface: 25_000 } as const
