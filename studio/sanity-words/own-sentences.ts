import { defineLocaleResourceBundle, type LocaleResourceBundle } from 'sanity'
import { languageOf, sourceLocale } from '#src/locales.ts'
import { studioLocale, t } from '../language.ts'

/** Sentences of ours in the place of Sanity's that say too little or are missing, in the language of the Studio. */
export const ownSentences: LocaleResourceBundle = defineLocaleResourceBundle({
  // Sanity's own English is that of the United States.
  locale: studioLocale === sourceLocale ? 'en-US' : languageOf(studioLocale).intl,
  namespace: 'studio',
  resources: {
    ...Object.fromEntries(
      ['one', 'many', 'other'].map((form) => [
        `inputs.array.error.cannot-upload-unable-to-convert_${form}`,
        t('studio.upload.wrongKind'),
      ]),
    ),
    // The button asks for a word that Sanity has in no language.
    'new-document.new-document': t('studio.newDocument'),
  },
})
