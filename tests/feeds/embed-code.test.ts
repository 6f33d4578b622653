import { expect, it } from 'vitest'
import { embedCode, embedForms } from '#src/feeds/embed-code.ts'
import type { Oembed } from '#src/feeds/oembed.ts'

const oembed: Oembed = {
  ...{ version: '1.0', type: 'rich', title: 'Eau & « biens » <communs>' },
  ...{ provider_name: 'Forum', provider_url: 'https://forum.example/fr/', cache_age: 3600 },
  html:
    '<blockquote><a href="https://forum.example/a&amp;b/s/part-1/">Eau &amp; « biens » &lt;communs&gt;</a></blockquote>' +
    '<iframe src="https://forum.example/a&amp;b/fr/embed/part-1/" width="600" height="600" title="x" frameborder="0"></iframe>',
  ...{ width: 600, height: 600 },
  ...{
    thumbnail_url: 'https://forum.example/card/fr/part-1.png?0a1b2c3d',
    thumbnail_width: 1200,
    thumbnail_height: 630,
  },
}
const codeOf = (form: (typeof embedForms)[number], of = oembed) =>
  embedCode(form, of, { lang: 'fr', script: 'https://forum.example/a&b/embed.js' })

it.each([
  [
    'element',
    '<learning-forum lang="fr"><a href="https://forum.example/a&amp;b/s/part-1/">Eau &amp; « biens » &lt;communs&gt;</a></learning-forum>\n' +
      '<script src="https://forum.example/a&amp;b/embed.js" async></script>',
  ],
  ['address', 'https://forum.example/a&b/s/part-1/'],
  [
    'frame',
    '<iframe src="https://forum.example/a&amp;b/fr/embed/part-1/" title="Eau &amp; « biens » &lt;communs&gt;" lang="fr" width="100%" height="600" style="border:0" loading="lazy"></iframe>',
  ],
  [
    'picture',
    '<a href="https://forum.example/a&amp;b/s/part-1/"><img src="https://forum.example/card/fr/part-1.png" alt="Eau &amp; « biens » &lt;communs&gt;" width="600" height="315"></a>',
  ],
  [
    'link',
    '<a href="https://forum.example/a&amp;b/s/part-1/" hreflang="fr">Eau &amp; « biens » &lt;communs&gt;</a>',
  ],
] as const)('writes a page as %s', (form, code) => {
  expect(codeOf(form)).toBe(code)
})

it('is a plain link in place of a picture that is not there', () => {
  const { thumbnail_url: _, ...gone } = oembed
  expect(codeOf('picture', gone)).toBe(codeOf('link'))
})

it('says in which language a title is that is not translated', () => {
  const codes = embedForms.map((form) =>
    embedCode(form, oembed, { lang: 'es', titleLang: 'fr', script: 'x' }),
  )
  expect(codes.map((code) => /lang="fr"/.test(code))).toEqual([true, false, true, true, true])
})
