import { defineConfig, fontProviders } from 'astro/config'
import { readConfig } from './src/config.ts'

const { siteUrl } = readConfig(process.env)
const font = (file) =>
  `./node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-${file}-wght-normal.woff2`

export default defineConfig({
  site: siteUrl.origin,
  base: siteUrl.pathname,
  srcDir: './site',
  publicDir: './site/public',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'always', concurrency: 4 },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Hanken Grotesk',
      cssVariable: '--font',
      fallbacks: ['system-ui', 'sans-serif'],
      options: {
        variants: [
          {
            weight: '100 900',
            style: 'normal',
            src: [font('latin')],
            unicodeRange: [
              'U+0000-00FF',
              'U+0131',
              'U+0152-0153',
              'U+02BB-02BC',
              'U+02C6',
              'U+02DA',
              'U+02DC',
              'U+0304',
              'U+0308',
              'U+0329',
              'U+2000-206F',
              'U+20AC',
              'U+2122',
              'U+2191',
              'U+2193',
              'U+2212',
              'U+2215',
              'U+FEFF',
              'U+FFFD',
            ],
          },
          {
            weight: '100 900',
            style: 'normal',
            src: [font('latin-ext')],
            unicodeRange: [
              'U+0100-02BA',
              'U+02BD-02C5',
              'U+02C7-02CC',
              'U+02CE-02D7',
              'U+02DD-02FF',
              'U+1D00-1DBF',
              'U+1E00-1E9F',
              'U+1EF2-1EFF',
              'U+2020',
              'U+20A0-20AB',
              'U+20AD-20C0',
              'U+2113',
              'U+2C60-2C7F',
              'U+A720-A7FF',
            ],
          },
        ],
      },
    },
  ],
})
