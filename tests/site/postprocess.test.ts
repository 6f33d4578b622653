import { createHash } from 'node:crypto'
import island from 'astro/runtime/server/astro-island.prebuilt.js'
import { expect, it } from 'vitest'
import { InlineCode } from '#site/astro/inline-code.ts'
import { withPolicy } from '#site/astro/postprocess.ts'

const ours = new InlineCode()
ours.collector.generateBundle.handler(undefined, {
  'a.css': { source: 'main{color:red}/*$vite$:1*/' },
  'b.css': { source: 'h1{margin:0}\n' },
  'c.js': { source: 'alert(1)' },
})
const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`
const pageWith = (head: string, body = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
const policyOf = (html: string) =>
  /http-equiv="content-security-policy" content="([^"]*)"/.exec(withPolicy(html, ours, '/en/'))?.[1] ?? ''

it('a page gets one element with its styles, and a policy with their hash and those of its scripts', () => {
  const font = '@font-face{font-family:"A";src:url("/_astro/a.woff2")}:root{--font:"A"}'
  const html = pageWith(
    `<style>${font}</style><style>main{color:red}h1{margin:0}</style>`,
    `<script>${island}</script>`,
  )
  const css = `${font}\nmain{color:red}h1{margin:0}`
  const policy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; " +
    `style-src 'self' ${hashOf(css)}; script-src 'self' ${hashOf(island)}`
  expect(withPolicy(html, ours, '/en/')).toBe(
    pageWith(
      `<meta http-equiv="content-security-policy" content="${policy}"><style>${css}</style>`,
      `<script>${island}</script>`,
    ),
  )
})

it.each([
  ['a script', '<script>window.ran=1</script>'],
  ['a module', '<script type="module">window.ran=1</script>'],
  ['a script of another type', '<script type="text/ecmascript">window.ran=1</script>'],
  ['a script in a template', '<template><script>window.ran=1</script></template>'],
  ['a script without scripts', '<noscript><script>window.ran=1</script></noscript>'],
  ['a script in a drawing', '<svg><script>window.ran=1</script></svg>'],
  ['a script that begins as ours', `<script>${island};window.ran=1</script>`],
  ['a style', '<style>body{display:none}</style>'],
  ['a style after ours', '<style>main{color:red}body{display:none}</style>'],
  ['a face with more behind it', '<style>@font-face{src:url(a)}body{display:none}</style>'],
])('%s that our build did not make ends the build, and names the page', (_what, markup) => {
  expect(() => withPolicy(pageWith('', markup), ours, '/en/')).toThrow(
    'The page /en/ has inline code that is not ours: ',
  )
})

it('what only looks like code gets no hash, and stays as it is', () => {
  const looks = [
    '<p title="<script>window.ran=1</script><style>body{display:none}</style>">a</p>',
    '<p>&lt;script>window.ran=1&lt;/script></p>',
    '<script type="application/ld+json">{"name":"<style>\\u003c/script>"}</script>',
    '<!-- <script>window.ran=1</script> -->',
    '<textarea><script>window.ran=1</script></textarea>',
  ].join('')
  expect(policyOf(pageWith('', looks))).toMatch(/style-src 'self'$/)
  expect(withPolicy(pageWith('', looks), ours, '/en/')).toContain(looks)
})
